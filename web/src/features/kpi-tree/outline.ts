/** The same graph as a tree to read: outcomes on top; a KPI with two effects stands under both. */
import type { KpiTreeEdge, KpiTreeNode } from './api';
import { causesOf, effectsOf, type TreeGraph } from './graph';

export interface OutlineRow {
  /** The way from the top, since a KPI may be there more than once. */
  key: string;
  node: KpiTreeNode;
  /** How it is tied to the row above it. */
  edge: KpiTreeEdge | null;
  children: OutlineRow[];
}

/** More rows than a reader can follow; ends what many crossing ties would make endless. */
const rowsMax = 5_000;

export function outlineOf(graph: TreeGraph, shown: readonly KpiTreeNode[]): OutlineRow[] {
  const ids = new Set(shown.map((node) => node.tile.id));
  let left = rowsMax;
  const row = (node: KpiTreeNode, edge: KpiTreeEdge | null, way: readonly string[]): OutlineRow => {
    const { id } = node.tile;
    const here = [...way, id];
    left -= 1;
    return {
      key: here.join('/'),
      node,
      edge,
      children: causesOf(graph, id).flatMap((below) => {
        const child = graph.byId.get(below.from_kpi_id);
        // What stands above already would lead round in a circle.
        if (!child || !ids.has(child.tile.id) || here.includes(child.tile.id) || left <= 0)
          return [];
        return [row(child, below, here)];
      }),
    };
  };
  const hasShownEffect = (id: string) =>
    effectsOf(graph, id).some((edge) => ids.has(edge.to_kpi_id));
  const tops = shown.filter((node) => !hasShownEffect(node.tile.id));
  // Where everything goes round in circles, nothing is on top: then all of it is.
  return (tops.length > 0 ? tops : shown).map((node) => row(node, null, []));
}
