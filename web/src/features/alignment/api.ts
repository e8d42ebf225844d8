import { endpoint } from '@/shared/api/query';
import type { Cycle, ObjectiveKind, PersonRef, Score, UnitRef } from '@/shared/api/types';

export interface AlignmentNode {
  id: string;
  title: string;
  kind: ObjectiveKind;
  owner_unit: UnitRef | null;
  owner: PersonRef | null;
  /** How deep the owning unit is: 0 is the company; one more for a person's own. */
  level: number;
  key_result_count: number;
  /** Lives in a cycle around the one shown: the year of a quarter. */
  is_of_outer_cycle: boolean;
  score: Score;
}

export interface AlignmentEdge {
  /** The supporter. */
  objective_id: string;
  target_objective_id: string;
  target_key_result_id: string | null;
  /** The weight with which it counts there; null when it only supports. */
  contribution: number | null;
}

export interface AlignmentMap {
  cycle: Cycle | null;
  nodes: AlignmentNode[];
  edges: AlignmentEdge[];
  is_cut: boolean;
}

export const alignmentMapQuery = (cycle: string | undefined) =>
  endpoint<AlignmentMap>('/alignment-map', { cycle });
