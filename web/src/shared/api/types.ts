/**
 * The wire types the pages are written against. Kept by hand until `openapi.json` exists; then every name here becomes an
 * alias of `schema.gen.ts` and nothing else changes.
 */
import type { ValueFormat } from '@/shared/lib/format';

export type Status = 'not_started' | 'no_data' | 'on_track' | 'at_risk' | 'off_track' | 'done';
export type OverrideStatus = 'on_track' | 'at_risk' | 'off_track';
export type ObjectiveKind = 'committed' | 'aspirational';
export type ObjectiveState = 'draft' | 'published' | 'closed';
export type ProgressMode = 'key_results' | 'aligned_objectives' | 'both';
export type Visibility = 'organization' | 'unit' | 'confidential';
export type KeyResultKind =
  | 'increase'
  | 'decrease'
  | 'at_least'
  | 'at_most'
  | 'between'
  | 'milestones'
  | 'yes_no'
  | 'baseline';
export type Pace = 'linear' | 'phased' | 'seasonal';
export type KpiRole = 'measures' | 'drives' | 'guards';
export type LinkWindow =
  | 'latest_complete'
  | 'latest_so_far'
  | 'cycle_to_date'
  | 'rolling'
  | 'whole_cycle';
export type Direction = 'higher' | 'lower' | 'range';
export type CycleKind = 'annual' | 'half' | 'quarter' | 'two_month' | 'month' | 'custom';
export type CyclePhase = 'planning' | 'active' | 'closing' | 'closed';
export type UnitKind = 'company' | 'site' | 'department' | 'team';
export type UserRole =
  | 'administrator'
  | 'goal_administrator'
  | 'performance_administrator'
  | 'member'
  | 'auditor';

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export interface PersonRef {
  id: string;
  name: string;
}

export interface UnitRef {
  id: string;
  code: string;
  name: string;
}

export interface Score {
  progress: number | null;
  raw_progress: number | null;
  expected: number | null;
  gap: number | null;
  coverage: number | null;
  status: Status;
  original_progress: number | null;
  /** Of a unit: the mean of the units below. */
  descendants_mean?: number | null;
}

export interface Cycle {
  id: string;
  name: string;
  kind: CycleKind;
  phase: CyclePhase;
  starts_on: string;
  ends_on: string;
  /** Share of the cycle's working days that are gone. */
  elapsed: number | null;
}

export interface Milestone {
  id: string;
  version: number;
  title: string;
  weight: number;
  due_on: string | null;
  done_on: string | null;
}

export interface KpiRef {
  id: string;
  code: string;
  name: string;
  unit: string;
  format: ValueFormat;
  decimals: number;
  direction: Direction;
}

export interface KpiLink {
  id: string;
  version: number;
  key_result_id: string;
  kpi: KpiRef;
  role: KpiRole;
  org_unit: UnitRef | null;
  window: LinkWindow;
  window_periods: number | null;
  limit_value: number | null;
  weight: number;
  value: number | null;
  is_breached: boolean | null;
}

export interface KeyResult {
  id: string;
  version: number;
  objective_id: string;
  title: string;
  description: string;
  owner: PersonRef | null;
  kind: KeyResultKind;
  start_value: number | null;
  target_value: number | null;
  target_high: number | null;
  zero_low: number | null;
  zero_high: number | null;
  original_start: number | null;
  original_target: number | null;
  over_time: boolean;
  current_value: number | null;
  recorded_value: number | null;
  unit: string;
  format: ValueFormat;
  decimals: number;
  pace: Pace;
  phases: { on: string; share: number }[];
  weight: number;
  weight_share: number | null;
  confidence: number | null;
  status_override: Status | null;
  status_override_reason: string | null;
  last_check_in_at: string | null;
  is_excluded: boolean;
  grade: number | null;
  grade_reason: string | null;
  suggested_grade: number | null;
  milestones: Milestone[];
  links: KpiLink[];
  score: Score;
  archived_at: string | null;
  may_edit: boolean;
  may_check_in: boolean;
}

export interface Objective {
  id: string;
  version: number;
  cycle_id: string;
  title: string;
  description: string;
  kind: ObjectiveKind;
  owner_unit: UnitRef | null;
  owner: PersonRef | null;
  strategic_pillar: { id: string; name: string } | null;
  progress_mode: ProgressMode;
  weight: number;
  weight_share: number | null;
  visibility: Visibility;
  state: ObjectiveState;
  published_at: string | null;
  status_override: Status | null;
  status_override_reason: string | null;
  is_excluded: boolean;
  grade: number | null;
  grade_reason: string | null;
  suggested_grade: number | null;
  archived_at: string | null;
  created_at: string;
  updated_at: string;
  score: Score;
  key_result_count: number;
  may_edit: boolean;
}

export interface ObjectiveWithKeyResults extends Objective {
  key_results: KeyResult[];
}

export interface Alignment {
  id: string;
  version: number;
  objective: AlignedGoal;
  target_objective: AlignedGoal;
  target_key_result: { id: string; title: string } | null;
  /** The weight with which the supporter's progress counts; null when it does not. */
  contribution: number | null;
}

export interface AlignedGoal {
  id: string;
  title: string;
  owner_unit: UnitRef | null;
  owner: PersonRef | null;
  score: Score;
}

export interface CheckIn {
  id: string;
  key_result_id: string;
  author: PersonRef | null;
  value: number | null;
  confidence: number | null;
  status: Status | null;
  note: string;
  blocker: string;
  next_step: string;
  created_at: string;
}

/** What an edit answers: the thing as it is now, and what moved with it. */
export interface Changed<T> {
  item: T;
}

export interface KeyResultCounts extends Record<Status, number> {
  total: number;
}

export interface KpiPoint {
  period: string;
  start: string;
  end: string;
  value: number | null;
  is_complete: boolean;
}

export interface KpiTargetValues {
  floor: number | null;
  target: number | null;
  stretch: number | null;
  range_low: number | null;
  range_high: number | null;
}

export interface KpiCard extends KpiRef {
  subject: UnitRef | null;
  latest: {
    period: string;
    start: string;
    end: string;
    value: number | null;
    previous_value: number | null;
    delta: number | null;
  } | null;
  target: KpiTargetValues | null;
  status: Status | null;
  points: KpiPoint[];
}

export interface Activity {
  seq: number;
  at: string;
  actor: PersonRef | null;
  kind: string;
  entity: string;
  entity_id: string;
  title: string;
  objective_id: string | null;
  key_result_id: string | null;
  /** Recorded or set; of a moved goalpost the target, with the one before. */
  value: number | null;
  value_before: number | null;
  format: ValueFormat | null;
  unit: string | null;
  decimals: number | null;
  confidence: number | null;
  note: string | null;
  reason: string | null;
  score: Score | null;
}

export interface UnitSummary {
  unit: UnitRef;
  kind: UnitKind;
  lead: PersonRef | null;
  score: Score | null;
  objective_count: number;
}

export interface ProofFact {
  kind: string;
  id: string | null;
  text: string;
  at: string | null;
  on: string | null;
  by: string | null;
  source: string | null;
  value: number | null;
}

export interface Proof {
  label: string;
  label_key: string | null;
  /** Weight and share in the number above, the period it is of, why it was left out. */
  label_parameters: Record<string, string | number>;
  value: number | null;
  format: ValueFormat;
  unit: string | null;
  decimals?: number | null;
  rule: { key: string; text: string; parameters: Record<string, unknown> } | null;
  inputs: Proof[];
  facts: ProofFact[];
  /** Facts that are not listed because there are too many. */
  left_out: number;
}

export interface Session {
  user: {
    id: string;
    version: number;
    email: string;
    roles: UserRole[];
    locale: 'zh-CN' | 'en';
    theme: 'system' | 'light' | 'dark';
    density: 'comfortable' | 'compact';
  };
  person: PersonRef | null;
  organization: {
    id: string;
    name: string;
    time_zone: string;
    is_demo: boolean;
    fiscal_year_start_month: number;
  };
  permissions: {
    may_administer: boolean;
    may_manage_goals: boolean;
    may_manage_kpis: boolean;
    may_create_objective: boolean;
    may_read_changes: boolean;
    may_read_users: boolean;
    may_write: boolean;
  };
  csrf: string;
  now: string;
  today: string;
}

export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  field?: string | null;
  errors: { field: string; code: string; message: string }[];
  trace_id: string | null;
}
