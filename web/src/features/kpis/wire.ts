/** KPIs on the wire, under the names this feature uses, and the words of their enumerations in order. */
import type { components } from '@/shared/api/schema.gen';

type Wire = components['schemas'];

export type Kpi = Wire['Kpi'];
export type Series = Wire['Series'];
export type SeriesPoint = Wire['SeriesPoint'];
export type Forecast = Wire['Forecast'];
export type TargetChance = Wire['TargetChance'];
export type Breakdown = Wire['Breakdown'];
export type BreakdownRow = Wire['BreakdownRow'];
export type Measurement = Wire['Measurement'];
export type KpiTarget = Wire['KpiTarget'];
export type KpiSort = Wire['KpiSort'];
export type Grain = Wire['Grain'];
export type Aggregation = Wire['Aggregation'];
export type ReadyKpi = Wire['ReadyKpi'];
export type ReadyRef = Wire['ReadyRef'];

export const grains = [
  'day',
  'week',
  'month',
  'quarter',
  'half',
  'year',
] as const satisfies Grain[];
export const aggregations = [
  'sum',
  'mean',
  'last',
  'min',
  'max',
  'count',
  'ratio',
] as const satisfies Aggregation[];
/** Functions of the business that have a word in every language; others are shown as they were typed. */
export const categories = [
  'sales',
  'marketing',
  'product',
  'engineering',
  'support',
  'operations',
  'supply',
  'finance',
  'people',
] as const;
export type Category = (typeof categories)[number];
export const missingPolicies = [
  'null',
  'zero',
  'carry_forward',
] as const satisfies Wire['MissingPolicy'][];
export const directions = ['higher', 'lower', 'range'] as const satisfies Wire['Direction'][];

/** A definition as the form holds it; an edit that redefines the past says why. */
export type KpiValues = Required<Omit<Wire['NewKpi'], 'position'>> & {
  reason?: string;
  version_from?: string | null;
};

export type MeasurementValues = Wire['NewMeasurement'];

export type TargetValues = Required<Omit<Wire['NewKpiTarget'], 'kpi_id'>> & { reason?: string };

/** A ratio is recorded by its parts, so that it can be added up without averaging. */
export const takesParts = (kpi: Pick<Kpi, 'time_aggregation' | 'unit_aggregation'>) =>
  kpi.time_aggregation === 'ratio' || kpi.unit_aggregation === 'ratio';
