/** The same graph as a tree, for whoever reads rather than looks: a supporter of two stands under both. */
import type { AlignmentEdge, AlignmentNode } from './api';
import { type AlignmentGraph, edgesDown, edgesUp } from './graph';

export interface OutlineRow {
  /** The way from the top, since a node may be there more than once. */
  key: string;
  node: AlignmentNode;
  /** How it supports the row above it. */
  edge: AlignmentEdge | null;
  children: OutlineRow[];
}

/** Deeper than any organisation; ends what a circle would make endless. */
const depthMax = 24;

/** One tie to each supporter; the one that counts where there are two, to the goal and to a key result of it. */
function ties(graph: AlignmentGraph, id: string): AlignmentEdge[] {
  const found = new Map<string, AlignmentEdge>();
  for (const edge of edgesDown(graph, id)) {
    const known = found.get(edge.objective_id);
    if (!known || known.contribution === null) found.set(edge.objective_id, edge);
  }
  return [...found.values()];
}

export function outlineOf(graph: AlignmentGraph): OutlineRow[] {
  const row = (
    node: AlignmentNode,
    edge: AlignmentEdge | null,
    above: string,
    depth: number,
  ): OutlineRow => {
    const key = above ? `${above}/${node.id}` : node.id;
    const children = depth < depthMax ? ties(graph, node.id) : [];
    return {
      key,
      node,
      edge,
      children: children.flatMap((below) => {
        const child = graph.byId.get(below.objective_id);
        return child ? [row(child, below, key, depth + 1)] : [];
      }),
    };
  };
  return graph.nodes
    .filter((node) => edgesUp(graph, node.id).length === 0)
    .map((node) => row(node, null, '', 0));
}
