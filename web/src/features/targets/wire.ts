/** The target cascade on the wire, under the names this feature uses. */
import type { components } from '@/shared/api/schema.gen';

type Wire = components['schemas'];

export type TargetCascade = Wire['TargetCascade'];
export type CascadeRow = Wire['TargetCascadeRow'];
export type CascadeCell = Wire['TargetCascadeCell'];
export type PartsSum = Wire['PartsSum'];
export type TargetDivision = Wire['TargetDivision'];
export type TargetPart = Wire['TargetPart'];
export type TargetMethod = Wire['TargetMethod'];
export type TargetValues = Wire['TargetValues'];
export type KpiTarget = Wire['KpiTarget'];
export type KpiRef = Wire['KpiRef'];
export type Grain = Wire['Grain'];

export const grains = [
  'day',
  'week',
  'month',
  'quarter',
  'half',
  'year',
] as const satisfies Grain[];

export const marks = [
  'floor',
  'target',
  'stretch',
  'range_low',
  'range_high',
] as const satisfies (keyof TargetValues)[];
export type Mark = (typeof marks)[number];

/** A target is divided over time or handed to the units below. */
export type DivisionKind = 'spread' | 'cascade';
