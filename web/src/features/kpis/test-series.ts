/** Series for tests; only what matters to the test is given. */
import type { Forecast, Kpi, Series, SeriesPoint } from './wire';

export const seriesPoint = (given: Partial<SeriesPoint> = {}): SeriesPoint => ({
  period: '2013-09',
  start: '2013-09-01',
  end: '2013-10-01',
  value: null,
  numerator: null,
  denominator: null,
  count: 1,
  is_complete: true,
  ...given,
});

/** A month of 2013 with its value. */
export function monthPoint(month: number, value: number | null, given: Partial<SeriesPoint> = {}) {
  const first = (of: number) => `2013-${String(of).padStart(2, '0')}-01`;
  return seriesPoint({
    period: first(month).slice(0, 7),
    start: first(month),
    end: first(month + 1),
    value,
    ...given,
  });
}

export const kpi = {
  id: 'kpi_1',
  code: 'flights_operated',
  name: 'Flights operated',
  format: 'number',
  unit: 'flights',
  decimals: 0,
  direction: 'higher',
  frequency: 'day',
  time_aggregation: 'sum',
  unit_aggregation: 'sum',
} as Kpi;

export const series = (given: Partial<Series> = {}): Series => ({
  kpi,
  unit: { id: 'unit_1', code: 'NYC', name: 'New York' },
  person: null,
  grain: 'month',
  points: [],
  targets: [],
  proof: null,
  ...given,
});

export const forecastOf = (given: Partial<Forecast> = {}): Forecast => ({
  kpi,
  unit: null,
  grain: 'month',
  history: [],
  point_count: 12,
  method: null,
  level: 0.8,
  points: [],
  targets: [],
  anomalies: [],
  staleness: null,
  ...given,
});
