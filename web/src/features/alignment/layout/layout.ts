/** Where the cards of the map stand. Runs in a worker: dagre orders and spreads, the columns are given. */
import { layout as dagreLayout, Graph } from '@dagrejs/dagre';

export interface LayoutRequest {
  nodes: { id: string; column: number }[];
  /** From what is supported to its supporter. */
  edges: { from: string; to: string }[];
}

export interface Place {
  x: number;
  y: number;
}

export type Layout = Record<string, Place>;

export const cardWidth = 258;
export const cardHeight = 88;
const columnGap = 66;
const rowGap = 12;

/** Nodes without anything above hang on it, so that dagre keeps them in their column. */
const root = '\u0000root';

export const columnX = (column: number) => column * (cardWidth + columnGap);

export function layout({ nodes, edges }: LayoutRequest): Layout {
  const graph = new Graph({ multigraph: false });
  graph.setGraph({ rankdir: 'LR', nodesep: rowGap, ranksep: columnGap, ranker: 'network-simplex' });
  graph.setDefaultEdgeLabel(() => ({}));
  graph.setNode(root, { width: 1, height: 1 });
  const columns = new Map(nodes.map(({ id, column }) => [id, column]));
  const hung = new Set(edges.map((edge) => edge.to));
  for (const { id, column } of nodes) {
    graph.setNode(id, { width: cardWidth, height: cardHeight });
    if (!hung.has(id)) graph.setEdge(root, id, { minlen: column + 1, weight: 0 });
  }
  for (const { from, to } of edges) {
    const length = (columns.get(to) ?? 0) - (columns.get(from) ?? 0);
    graph.setEdge(from, to, { minlen: Math.max(1, length), weight: 4 });
  }
  dagreLayout(graph);
  return Object.fromEntries(
    nodes.map(({ id, column }) => {
      const { y = 0 } = graph.node(id) as { y?: number };
      return [id, { x: columnX(column), y: y - cardHeight / 2 }];
    }),
  );
}
