/** Cards and lines as the flow library wants them. */
import { type Edge, type Node, Position } from '@xyflow/react';
import { cardHeight, cardWidth, type Layout } from '@/shared/map/layout';
import type { AlignmentNode } from '../api';
import { type AlignmentGraph, childrenOf, edgeId, edgesDown } from '../graph';
import type { MapState } from '../use-map-state';

export interface GoalData extends Record<string, unknown> {
  node: AlignmentNode;
  elapsed: number | null;
  /** How many support it; 0 leaves the button out. */
  childCount: number;
  isExpanded: boolean;
  isDimmed: boolean;
  isFocus: boolean;
  isMatch: boolean;
  /** The tab stop of the map. */
  isTabStop: boolean;
  onToggle: (id: string) => void;
  onActive: (id: string) => void;
}
export type GoalNodeType = Node<GoalData, 'goal'>;

export interface TieData extends Record<string, unknown> {
  contribution: number | null;
  isToKeyResult: boolean;
  isDimmed: boolean;
  isOnPath: boolean;
}
export type GoalEdgeType = Edge<TieData, 'goal'>;

interface Elements {
  graph: AlignmentGraph;
  state: MapState;
  places: Layout | null;
  elapsed: number | null;
  onToggle: (id: string) => void;
}

export function elementsOf({ graph, state, places, elapsed, onToggle }: Elements) {
  const { visible, expanded, path, focus, matches, active } = state;
  const placed = visible.filter((node) => places?.[node.id]);
  const shown = new Set(placed.map((node) => node.id));
  const found = new Set(matches);
  const first = placed[0]?.id;
  const tabStop = active && shown.has(active) ? active : (focus ?? first);
  const nodes: GoalNodeType[] = placed.map((node) => ({
    id: node.id,
    type: 'goal',
    position: places?.[node.id] ?? { x: 0, y: 0 },
    width: cardWidth,
    height: cardHeight,
    sourcePosition: Position.Right,
    targetPosition: Position.Left,
    data: {
      node,
      elapsed: node.is_of_outer_cycle ? null : elapsed,
      childCount: childrenOf(graph, node.id).length,
      isExpanded: expanded.has(node.id),
      isDimmed: path !== null && !path.nodes.has(node.id),
      isFocus: focus === node.id,
      isMatch: found.has(node.id),
      isTabStop: node.id === tabStop,
      onToggle,
      onActive: state.setActive,
    },
  }));
  const edges: GoalEdgeType[] = placed.flatMap(({ id }) =>
    edgesDown(graph, id)
      .filter((edge) => shown.has(edge.objective_id))
      .map((edge) => ({
        id: edgeId(edge),
        type: 'goal' as const,
        source: id,
        target: edge.objective_id,
        data: {
          contribution: edge.contribution,
          isToKeyResult: edge.target_key_result_id !== null,
          isDimmed: path !== null && !path.edges.has(edgeId(edge)),
          isOnPath: path?.edges.has(edgeId(edge)) ?? false,
        },
      })),
  );
  return { nodes, edges };
}
