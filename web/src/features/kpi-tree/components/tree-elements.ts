/** Cards and lines as the flow library wants them: a line leads from the cause to what follows from it. */
import { type Edge, type Node, Position } from '@xyflow/react';
import type { KpiDriver } from '@/shared/drivers/wire';
import { cardHeight, cardWidth, type Layout } from '@/shared/map/layout';
import type { KpiTreeNode } from '../api';
import { edgeId, type TreeGraph } from '../graph';
import type { Relating } from '../relating';
import type { TreeState } from '../use-tree-state';

export interface KpiData extends Record<string, unknown> {
  node: KpiTreeNode;
  isDimmed: boolean;
  isFocus: boolean;
  isMatch: boolean;
  /** Of another perspective than the one that is asked for. */
  isAside: boolean;
  /** The tab stop of the map. */
  isTabStop: boolean;
  relating: Relating;
  onActive: (id: string) => void;
  onFocusPath: (id: string) => void;
}
export type KpiNodeType = Node<KpiData, 'kpi'>;

export interface TieData extends Record<string, unknown> {
  driver: KpiDriver | null;
  isDimmed: boolean;
  isOnPath: boolean;
  onOpen: (driver: KpiDriver) => void;
}
export type TieEdgeType = Edge<TieData, 'tie'>;

export function elementsOf(
  graph: TreeGraph,
  state: TreeState,
  places: Layout | null,
  relating: Relating,
) {
  const { visible, path, focus, matches, active, perspective } = state;
  const placed = visible.filter((node) => places?.[node.tile.id]);
  const shown = new Set(placed.map((node) => node.tile.id));
  const found = new Set(matches);
  const first = placed[0]?.tile.id;
  const wanted = active ?? focus;
  const tabStop = wanted && shown.has(wanted) ? wanted : first;
  const nodes: KpiNodeType[] = placed.map((node) => {
    const { id } = node.tile;
    return {
      id,
      type: 'kpi',
      position: places?.[id] ?? { x: 0, y: 0 },
      width: cardWidth,
      height: cardHeight,
      // Causes stand at the right: what leaves a card goes to the left.
      sourcePosition: Position.Left,
      targetPosition: Position.Right,
      data: {
        node,
        isDimmed: path !== null && !path.nodes.has(id),
        isFocus: focus === id,
        isMatch: found.has(id),
        isAside: perspective !== undefined && node.perspective !== perspective,
        isTabStop: id === tabStop,
        relating,
        onActive: state.setActive,
        onFocusPath: (of) => state.setFocus(state.focus === of ? undefined : of),
      },
    };
  });
  const edges: TieEdgeType[] = graph.edges
    .filter((edge) => shown.has(edge.from_kpi_id) && shown.has(edge.to_kpi_id))
    .map((edge) => ({
      id: edgeId(edge),
      type: 'tie' as const,
      source: edge.from_kpi_id,
      target: edge.to_kpi_id,
      data: {
        driver: edge.driver,
        isDimmed: path !== null && !path.edges.has(edgeId(edge)),
        isOnPath: path?.edges.has(edgeId(edge)) ?? false,
        onOpen: relating.open,
      },
    }));
  return { nodes, edges };
}
