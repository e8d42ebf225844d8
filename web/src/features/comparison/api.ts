import { endpoint } from '@/shared/api/query';
import type { Comparison, Grain } from './wire';

export interface ComparisonQuestion {
  unit?: string | undefined;
  grain?: Grain | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** The day whose knowledge is shown; now when absent. */
  as_of?: string | undefined;
}

export const comparisonQuery = (
  kpi: string,
  { unit, grain, from, to, as_of }: ComparisonQuestion,
) => endpoint<Comparison>(`/kpis/${kpi}/comparison`, { unit, grain, from, to, as_of });
