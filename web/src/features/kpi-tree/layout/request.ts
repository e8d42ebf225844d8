/** What is asked of the layout: the cards with their columns, and each tied pair once. */
import type { LayoutRequest } from '@/shared/map/layout';
import type { KpiTreeNode } from '../api';
import type { TreeGraph } from '../graph';

/** A ▲ with its correlation stands in it. */
export const gap = 104;

export function requestOf(graph: TreeGraph, visible: readonly KpiTreeNode[]): LayoutRequest {
  const shown = new Set(visible.map((node) => node.tile.id));
  const pairs = new Map<string, { from: string; to: string }>();
  for (const { from_kpi_id: cause, to_kpi_id: effect } of graph.edges) {
    if (shown.has(cause) && shown.has(effect)) {
      pairs.set(`${effect} ${cause}`, { from: effect, to: cause });
    }
  }
  return {
    nodes: [...shown].map((id) => ({ id, column: graph.columns.get(id) ?? 0 })),
    edges: [...pairs.values()],
    gap,
  };
}
