import { endpoint } from '@/shared/api/query';
import type {
  Activity,
  Cycle,
  KeyResultCounts,
  KpiCard,
  ObjectiveWithKeyResults,
  Score,
  UnitRef,
  UnitSummary,
} from '@/shared/api/types';

export interface Pillar {
  id: string;
  name: string;
  description: string;
  objective_count: number;
  progress: number | null;
  expected: number | null;
}

export interface CompanyOverview {
  organization: {
    id: string;
    name: string;
    mission: string;
    vision: string;
    values: { title: string; text: string }[];
    may_edit: boolean;
  };
  unit: UnitRef | null;
  cycle: Cycle | null;
  score: Score | null;
  key_result_counts: KeyResultCounts;
  objectives: ObjectiveWithKeyResults[];
  kpis: KpiCard[];
  pillars: Pillar[];
  moved: Activity[];
  units: UnitSummary[];
}

export const companyQuery = (cycle: string | undefined) =>
  endpoint<CompanyOverview>('/company', { cycle });
