/** What is asked of the layout: the visible cards with their columns, and each pair of them once. */
import type { LayoutRequest } from '@/shared/map/layout';
import type { AlignmentNode } from '../api';
import { type AlignmentGraph, edgesDown } from '../graph';

export function requestOf(graph: AlignmentGraph, visible: readonly AlignmentNode[]): LayoutRequest {
  const shown = new Set(visible.map((node) => node.id));
  const pairs = new Map<string, { from: string; to: string }>();
  for (const { id } of visible) {
    for (const edge of edgesDown(graph, id)) {
      const to = edge.objective_id;
      if (shown.has(to)) pairs.set(`${id} ${to}`, { from: id, to });
    }
  }
  return {
    nodes: visible.map(({ id }) => ({ id, column: graph.columns.get(id) ?? 0 })),
    edges: [...pairs.values()],
  };
}
