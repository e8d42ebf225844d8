import { expect, test } from 'vitest';
import type { SeriesPoint } from '../wire';
import { coloursOf } from './colours';
import { lineSeries } from './line-series';

const point = (value: number | null, isComplete = true): SeriesPoint => ({
  period: `${value}`,
  start: '',
  end: '',
  value,
  is_complete: isComplete,
  numerator: null,
  denominator: null,
  count: 1,
});
const drawn = (points: SeriesPoint[], selected?: string) => {
  const [solid, dashed] = lineSeries(points, String, coloursOf('light'), selected);
  return [solid?.data, dashed?.data] as Record<string, unknown>[][];
};

test('the running period is dashed from the last complete one, and labelled', () => {
  const [solid, dashed] = drawn([point(1), point(2), point(3, false)]);
  expect(solid?.map((item) => item?.value ?? null)).toEqual([1, 2, null]);
  expect(dashed?.map((item) => item?.value ?? null)).toEqual([null, 2, 3]);
  expect(dashed?.[2]?.label).toMatchObject({ show: true, formatter: '3' });
});

test('without a running period the last value is on the solid line and labelled there', () => {
  const [solid, dashed] = drawn([point(1), point(2), point(null)]);
  expect(solid?.[1]?.label).toMatchObject({ formatter: '2' });
  expect(dashed?.every((item) => item === null)).toBe(true);
});

test('in a long line only what stands alone, the last and the chosen point are marked', () => {
  const points = Array.from({ length: 60 }, (_, index) => point(index));
  points[10] = point(null);
  points[12] = point(null);
  const [solid] = drawn(points, '30');
  const marked = solid?.flatMap((item, index) => (item?.symbolSize ? [index] : []));
  expect(marked).toEqual([11, 30, 59]);
});
