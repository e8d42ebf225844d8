import { endpoint } from '@/shared/api/query';
import type { CheckIn, Cycle, KeyResult, Objective } from '@/shared/api/types';

export type DueKind = 'check_in' | 'milestone' | 'draft' | 'grade';

export interface Due {
  kind: DueKind;
  objective_id: string;
  key_result_id: string | null;
  title: string;
  due_on: string | null;
  days_overdue: number;
}

export interface SheetRow {
  key_result: KeyResult;
  objective_title: string;
  is_measured: boolean;
  last_check_in: CheckIn | null;
  is_due: boolean;
}

export interface CheckInSheet {
  cycle: Cycle | null;
  rows: SheetRow[];
  due: Due[];
}

export const sheetQuery = (cycle: string | undefined) =>
  endpoint<CheckInSheet>('/check-in-sheet', { cycle });

interface ObjectiveOverview {
  objective: Objective;
  cycle: Cycle | null;
  key_results: KeyResult[];
}

/** The key results of one objective, also those that others report on. */
export const objectiveQuery = (id: string) =>
  endpoint<ObjectiveOverview>(`/objectives/${id}/overview`);

export const keyResultQuery = (id: string) => endpoint<KeyResult>(`/key-results/${id}`);
