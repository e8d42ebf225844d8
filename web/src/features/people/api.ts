import { endpoint } from '@/shared/api/query';
import type {
  Activity,
  Cycle,
  KeyResult,
  KeyResultCounts,
  KpiCard,
  ObjectiveWithKeyResults,
  PersonRef,
  UnitRef,
} from '@/shared/api/types';

export interface Due {
  kind: 'check_in' | 'milestone' | 'draft' | 'grade';
  objective_id: string;
  key_result_id: string | null;
  title: string;
  due_on: string | null;
  days_overdue: number;
}

export interface PersonOverview {
  person: PersonRef & { title: string; email: string | null };
  memberships: { unit: UnitRef; role_title: string; is_primary: boolean }[];
  manager: PersonRef | null;
  reports: PersonRef[];
  cycle: Cycle | null;
  key_result_counts: KeyResultCounts;
  objectives: ObjectiveWithKeyResults[];
  key_results: (KeyResult & { objective_title: string })[];
  kpis: KpiCard[];
  due: Due[];
  moved: Activity[];
}

export const personQuery = (id: string, cycle: string | undefined) =>
  endpoint<PersonOverview>(`/people/${id}/overview`, { cycle });
