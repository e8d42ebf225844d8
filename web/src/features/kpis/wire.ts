/** KPIs on the wire. Until `schema.gen.ts` exists these are kept by hand after `crates/api/src/kpi*.rs`, `series.rs`. */
import type {
  KpiPoint,
  KpiRef,
  KpiTargetValues,
  PersonRef,
  Status,
  UnitKind,
  UnitRef,
} from '@/shared/api/types';
import type { ValueFormat } from '@/shared/lib/format';

export const grains = ['day', 'week', 'month', 'quarter', 'half', 'year'] as const;
export type Grain = (typeof grains)[number];

export const aggregations = ['sum', 'mean', 'last', 'min', 'max', 'count', 'ratio'] as const;
export type Aggregation = (typeof aggregations)[number];

export const perspectives = ['financial', 'customer', 'process', 'learning'] as const;
export type Perspective = (typeof perspectives)[number];

export const missingPolicies = ['null', 'zero', 'carry_forward'] as const;
export type MissingPolicy = (typeof missingPolicies)[number];

export const directions = ['higher', 'lower', 'range'] as const;

export type KpiSort = 'position' | 'code' | 'name';
export type MeasurementSource = 'manual' | 'import' | 'api' | 'demo' | 'check_in';

export interface Kpi extends KpiRef {
  version: number;
  question: string;
  description: string;
  frequency: Grain;
  time_aggregation: Aggregation;
  unit_aggregation: Aggregation;
  missing_policy: MissingPolicy;
  owner: PersonRef | null;
  steward: PersonRef | null;
  perspective: Perspective;
  leading: boolean;
  position: number;
  archived_at: string | null;
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
  may_edit: boolean;
  may_record: boolean;
  may_set_targets: boolean;
}

export interface SeriesPoint extends KpiPoint {
  numerator: number | null;
  denominator: number | null;
  /** How many measurements went in. */
  count: number;
}

export interface SeriesTarget {
  id: string;
  starts_on: string;
  ends_on: string;
  whole: KpiTargetValues;
  per_period: { period: string; values: KpiTargetValues }[];
}

export interface Series {
  kpi: KpiRef;
  unit: UnitRef | null;
  grain: Grain;
  points: SeriesPoint[];
  targets: SeriesTarget[];
}

export interface BreakdownRow extends SeriesPoint {
  unit: UnitRef | null;
  unit_kind: UnitKind | null;
  has_units_below: boolean;
  previous_value: number | null;
  target: KpiTargetValues | null;
  status: Status | null;
}

export interface Breakdown {
  kpi: KpiRef;
  grain: Grain;
  period: string;
  whole: BreakdownRow;
  own_value: number | null;
  items: BreakdownRow[];
}

export interface Measurement {
  id: string;
  kpi_id: string;
  org_unit: UnitRef | null;
  period: string;
  period_on: string;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  source: MeasurementSource;
  note: string | null;
  recorded_at: string;
  recorded_by: PersonRef | null;
  superseded_at: string | null;
  corrections: Measurement[];
  is_corrected: boolean;
}

export interface KpiTarget extends KpiTargetValues {
  id: string;
  version: number;
  kpi_id: string;
  org_unit: UnitRef | null;
  starts_on: string;
  ends_on: string;
  archived_at: string | null;
}

export interface KpiValues {
  code: string;
  name: string;
  question: string;
  description: string;
  unit: string;
  format: ValueFormat;
  decimals: number;
  direction: KpiRef['direction'];
  frequency: Grain;
  time_aggregation: Aggregation;
  unit_aggregation: Aggregation;
  missing_policy: MissingPolicy;
  owner_person_id: string | null;
  steward_person_id: string | null;
  perspective: Perspective;
  leading: boolean;
  reason?: string | undefined;
}

export interface MeasurementValues {
  org_unit_id: string;
  period_on: string;
  value?: number | null;
  numerator?: number | null;
  denominator?: number | null;
  note?: string | null;
}

export interface TargetValues extends KpiTargetValues {
  org_unit_id: string | null;
  starts_on: string;
  ends_on: string;
  reason?: string | undefined;
}

/** A ratio is recorded by its parts, so that it can be added up without averaging. */
export const takesParts = (kpi: Pick<Kpi, 'time_aggregation' | 'unit_aggregation'>) =>
  kpi.time_aggregation === 'ratio' || kpi.unit_aggregation === 'ratio';
