/** Where the cards of the map stand. Runs in a worker: dagre orders and spreads, the columns are given. */
import { layout as dagreLayout, Graph } from '@dagrejs/dagre';

export interface LayoutRequest {
  nodes: { id: string; column: number }[];
  /** From what is supported to its supporter. */
  edges: { from: string; to: string }[];
  /** Room between two columns; more where lines have labels. */
  gap?: number;
}

export interface Place {
  x: number;
  y: number;
}

export type Layout = Record<string, Place>;

export const cardWidth = 258;
export const cardHeight = 88;
export const columnGap = 66;
const rowGap = 12;

export const columnX = (column: number, gap = columnGap) => column * (cardWidth + gap);

export function layout({ nodes, edges, gap = columnGap }: LayoutRequest): Layout {
  const graph = new Graph();
  // Twice the column, since dagre keeps every other rank free for the labels of edges.
  const ranks = new Map(nodes.map(({ id, column }) => [id, 2 * column + 1]));
  // The columns are known: finding ranks is most of dagre's time on a large map. Nodes of its own come first.
  const ranker = (ranked: Graph<unknown, { rank?: number }>) => {
    for (const id of ranked.nodes()) ranked.node(id).rank = ranks.get(id) ?? 0;
  };
  // dagre takes a function here; its types know the names only.
  const own = { ranker: ranker as never };
  graph.setGraph({ rankdir: 'LR', nodesep: rowGap, ranksep: gap, ...own });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(id, { width: cardWidth, height: cardHeight });
  for (const { from, to } of edges) graph.setEdge(from, to);
  dagreLayout(graph);
  return Object.fromEntries(
    nodes.map(({ id, column }) => {
      const { y = 0 } = graph.node(id) as { y?: number };
      return [id, { x: columnX(column, gap), y: y - cardHeight / 2 }];
    }),
  );
}
