/** The comparison of units on the wire, under the names this feature uses. */
import type { components } from '@/shared/api/schema.gen';

type Wire = components['schemas'];

export type Comparison = Wire['Comparison'];
export type ComparisonRow = Wire['ComparisonRow'];
export type ComparisonCell = Wire['ComparisonCell'];
export type ComparisonPeriod = Wire['ComparisonPeriod'];
export type Grain = Wire['Grain'];

export const grains = [
  'day',
  'week',
  'month',
  'quarter',
  'half',
  'year',
] as const satisfies Grain[];

export const looks = ['status', 'rank'] as const;
/** By what the heat map is coloured. */
export type Look = (typeof looks)[number];
