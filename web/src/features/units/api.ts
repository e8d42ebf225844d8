import { endpoint } from '@/shared/api/query';
import type {
  Activity,
  Cycle,
  KeyResultCounts,
  KpiCard,
  ObjectiveWithKeyResults,
  PersonRef,
  Score,
  UnitKind,
  UnitRef,
  UnitSummary,
} from '@/shared/api/types';

export interface UnitOverview {
  unit: UnitRef & {
    version: number;
    kind: UnitKind;
    purpose: string;
    lead: PersonRef | null;
    may_edit: boolean;
  };
  ancestors: UnitRef[];
  children: UnitSummary[];
  cycle: Cycle | null;
  score: Score | null;
  key_result_counts: KeyResultCounts;
  objectives: ObjectiveWithKeyResults[];
  kpis: KpiCard[];
  members: {
    person: PersonRef;
    title: string;
    role_title: string;
    is_primary: boolean;
  }[];
  moved: Activity[];
}

export const unitQuery = (id: string, cycle: string | undefined) =>
  endpoint<UnitOverview>(`/units/${id}/overview`, { cycle });
