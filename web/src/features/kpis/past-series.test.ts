import { expect, test } from 'vitest';
import { pastSeries, withoutEmptyStart } from './past-series';
import { seriesPoint as point, series } from './test-series';

const known = (points: [string, number | null][]) =>
  series({ points: points.map(([period, value]) => point({ period, value })) });

test('the past is laid over the periods of the present, and what differs is told by comparison', () => {
  const then = known([
    ['06', 4],
    ['07', 5],
    ['08', 6],
  ]);
  const now = known([
    ['06', 4],
    ['07', 5.5],
    ['08', null],
    ['09', 7],
    ['10', null],
  ]);
  const past = pastSeries('2013-08-15', then, now);
  expect(past.series.points.map(({ value }) => value)).toEqual([4, 5, 6, null, null]);
  expect(past.now.map(({ value }) => value)).toEqual([4, 5.5, null, 7, null]);
  expect([...past.changed]).toEqual(['07', '08']);
  expect([...past.later]).toEqual(['09']);
});

test('a period that went on then is so far; one that had not begun is not', () => {
  const then = series({ points: [point({ period: '07', value: 5, is_complete: false })] });
  const now = series({
    points: [
      point({ period: '07', value: 6 }),
      point({ period: '08', value: 7, count: 31, is_complete: false }),
    ],
  });
  const { points } = pastSeries('2013-07-15', then, now).series;
  expect(points.map(({ is_complete }) => is_complete)).toEqual([false, true]);
  expect(points[1]).toMatchObject({ value: null, count: 0 });
});

test('periods beyond the span of the present are left out, and an empty beginning of both', () => {
  const then = known([
    ['05', 1],
    ['06', null],
    ['07', null],
    ['08', 2],
  ]);
  const now = known([
    ['06', null],
    ['07', 3],
    ['08', 2],
  ]);
  const past = withoutEmptyStart(pastSeries('2013-08-15', then, now));
  expect(past.series.points.map(({ period }) => period)).toEqual(['07', '08']);
  expect(past.now.map(({ period }) => period)).toEqual(['07', '08']);
  expect([...past.later]).toEqual(['07']);
});
