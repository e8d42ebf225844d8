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
  return [solid?.data, dashed?.data] as Item[][];
};
type Item = number | null | { value: number; symbolSize: number; label?: object };
const shownBy = (item: Item) => (typeof item === 'object' ? (item?.value ?? null) : item);
const labelOf = (item: Item | undefined) => (typeof item === 'object' ? item?.label : undefined);

test('the running period is dashed from the last complete one, and labelled', () => {
  const [solid, dashed] = drawn([point(1), point(2), point(3, false)]);
  expect(solid?.map(shownBy)).toEqual([1, 2, null]);
  expect(dashed?.map(shownBy)).toEqual([null, 2, 3]);
  expect(labelOf(dashed?.[2])).toMatchObject({ show: true, formatter: '3' });
});

test('without a running period the last value is on the solid line and labelled there', () => {
  const [solid, dashed] = drawn([point(1), point(2), point(null)]);
  expect(labelOf(solid?.[1])).toMatchObject({ formatter: '2' });
  expect(dashed?.every((item) => item === null)).toBe(true);
});

test('in a long line only what stands alone, the last and the chosen point are marked', () => {
  const points = Array.from({ length: 60 }, (_, index) => point(index));
  points[10] = point(null);
  points[12] = point(null);
  const [solid] = drawn(points, '30');
  const marked = solid?.flatMap((item, index) => (typeof item === 'object' && item ? [index] : []));
  expect(marked).toEqual([11, 30, 59]);
  expect(solid?.[20]).toBe(20);
});
