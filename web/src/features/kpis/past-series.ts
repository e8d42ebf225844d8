/** A series as it was known on a past day, laid beside what is known now. Values are compared, never computed with. */
import type { Series, SeriesPoint } from './wire';

export interface PastSeries {
  /** The day whose knowledge it is. */
  day: string;
  /** Every period of the present, with the value that was known then, if any. */
  series: Series;
  /** The same periods as they are known now. */
  now: SeriesPoint[];
  /** Periods that had a value then and have another one now, or none. */
  changed: ReadonlySet<string>;
  /** Periods whose first value became known later. */
  later: ReadonlySet<string>;
}

/** Whether both answers are about the same thing: while one is loaded, the other may still be that of another unit. */
export const areAlike = (a: Series, b: Series) =>
  a.kpi.id === b.kpi.id && a.unit?.id === b.unit?.id && a.grain === b.grain;

export function pastSeries(day: string, then: Series, now: Series): PastSeries {
  const known = new Map(then.points.map((point) => [point.period, point]));
  const points = now.points.map((point) => known.get(point.period) ?? unknown(point));
  const pick = (is: (before: number | null, after: number | null) => boolean) =>
    new Set(
      now.points.flatMap(({ period, value }) =>
        is(known.get(period)?.value ?? null, value) ? [period] : [],
      ),
    );
  return {
    day,
    // Definition and targets are those of then, too.
    series: { ...then, points },
    now: now.points,
    changed: pick((before, after) => before !== null && before !== after),
    later: pick((before, after) => before === null && after !== null),
  };
}

/** A period of which nothing was known; its name is not that of one that was going on. */
const unknown = (point: SeriesPoint): SeriesPoint => ({
  ...point,
  value: null,
  numerator: null,
  denominator: null,
  count: 0,
  is_complete: true,
});

/** Periods before the first value say nothing, unless they were asked for. */
export function withoutEmptyStart(past: PastSeries): PastSeries {
  const first = past.now.findIndex(
    (point, index) => point.value !== null || past.series.points[index]?.value !== null,
  );
  if (first <= 0) return past;
  const points = past.series.points.slice(first);
  return { ...past, series: { ...past.series, points }, now: past.now.slice(first) };
}
