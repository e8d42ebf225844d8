import { expect, test } from 'vitest';
import { forecastOf, monthPoint } from '../test-series';
import { coloursOf } from './colours';
import { aheadOf, forecastSeries } from './forecast-series';

const points = [monthPoint(8, 10), monthPoint(9, 12), monthPoint(10, 5, { is_complete: false })];
const ahead = (period: string, value: number) => ({
  period,
  start: `${period}-01`,
  end: `${period}-28`,
  so_far: null,
  value,
  lower: value - 2,
  upper: value + 3,
});

test('the running period keeps its place and later ones follow the last', () => {
  const forecast = forecastOf({ points: [ahead('2013-10', 11), ahead('2013-11', 13)] });
  const places = aheadOf(points, forecast);
  expect(places.map(({ index }) => index)).toEqual([2, 3]);
  expect(places[1]).toMatchObject({ value: 13, lower: 11, upper: 16 });
});

test('a chart that ends in the past has no place for the future before its own end', () => {
  const forecast = forecastOf({ points: [ahead('2013-07', 11)] });
  expect(aheadOf(points, forecast)).toEqual([]);
  expect(aheadOf(points, null)).toEqual([]);
});

test('the line begins at the last complete value, and anomalies are marked where they are', () => {
  const forecast = forecastOf({
    points: [ahead('2013-10', 11)],
    anomalies: [
      { period: '2013-09', start: '', end: '', value: 12, expected: 10, score: 4 },
      { period: '2012-01', start: '', end: '', value: 99, expected: 10, score: 9 },
    ],
  });
  const drawn = forecastSeries(points, forecast, aheadOf(points, forecast), coloursOf('light'));
  const data = drawn.map((one) => one.data as number[][]);
  expect(data[1]).toEqual([
    [1, 12],
    [2, 11],
  ]);
  expect(data[0]?.[0]).toEqual([1, 12, 12, 12]);
  expect(data[2]).toEqual([[1, 12]]);
});
