/** What a KPI should reach along the periods of a series, as runs of periods with the same target. No arithmetic. */
import type { KpiTargetValues } from '@/shared/api/types';
import type { Series } from '../wire';

export interface TargetRun {
  /** Index of the first and of the last period. */
  first: number;
  last: number;
  values: KpiTargetValues;
}

export interface Band {
  /** Where the good side begins and ends; null is the edge of the chart. */
  low: number | null;
  high: number | null;
  /** The dashed lines. */
  limits: number[];
}

const same = (a: KpiTargetValues, b: KpiTargetValues) =>
  a.floor === b.floor &&
  a.target === b.target &&
  a.stretch === b.stretch &&
  a.range_low === b.range_low &&
  a.range_high === b.range_high;

export function targetsByPeriod(series: Pick<Series, 'targets'>): Map<string, KpiTargetValues> {
  return new Map(
    series.targets.flatMap(({ per_period }) =>
      per_period.map(({ period, values }) => [period, values] as const),
    ),
  );
}

export function targetRuns(series: Pick<Series, 'points' | 'targets'>): TargetRun[] {
  const targets = targetsByPeriod(series);
  const runs: TargetRun[] = [];
  series.points.forEach(({ period }, index) => {
    const values = targets.get(period);
    if (!values) return;
    const before = runs.at(-1);
    if (before && before.last === index - 1 && same(before.values, values)) before.last = index;
    else runs.push({ first: index, last: index, values });
  });
  return runs;
}

/** Periods before the first value say nothing, unless they were asked for. */
export function fromFirstValue(series: Series): Series {
  const first = series.points.findIndex((point) => point.value !== null);
  return first > 0 ? { ...series, points: series.points.slice(first) } : series;
}

/** The side of a target that is good, by the direction of the KPI; null when the target has no number for it. */
export function bandOf(
  values: KpiTargetValues,
  direction: Series['kpi']['direction'],
): Band | null {
  if (direction === 'range') {
    const { range_low: low, range_high: high } = values;
    if (low === null || high === null) return null;
    return { low, high, limits: [low, high] };
  }
  const limit = values.target ?? values.floor;
  if (limit === null) return null;
  return direction === 'lower'
    ? { low: null, high: limit, limits: [limit] }
    : { low: limit, high: null, limits: [limit] };
}
