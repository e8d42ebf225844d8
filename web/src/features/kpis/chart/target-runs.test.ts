import { expect, test } from 'vitest';
import type { KpiTargetValues } from '@/shared/api/types';
import { bandOf, targetRuns } from './target-runs';

const values = (target: number | null, floor: number | null = null): KpiTargetValues => ({
  floor,
  target,
  stretch: null,
  range_low: null,
  range_high: null,
});
const point = (period: string) => ({
  period,
  start: '',
  end: '',
  value: 1,
  is_complete: true,
  numerator: null,
  denominator: null,
  count: 1,
});
const target = (entries: [string, number][]) => ({
  id: 'tgt',
  starts_on: '',
  ends_on: '',
  whole: values(1),
  per_period: entries.map(([period, of]) => ({ period, values: values(of) })),
});

test('periods with the same target are one run, also across two targets', () => {
  const runs = targetRuns({
    points: ['01', '02', '03', '04'].map(point),
    targets: [
      target([
        ['01', 5],
        ['02', 5],
      ]),
      target([['03', 5]]),
    ],
  });
  expect(runs.map(({ first, last }) => [first, last])).toEqual([[0, 2]]);
});

test('a period without a target ends the run, and another target begins a new one', () => {
  const runs = targetRuns({
    points: ['01', '02', '03', '04'].map(point),
    targets: [
      target([
        ['01', 5],
        ['03', 5],
        ['04', 6],
      ]),
    ],
  });
  expect(runs.map(({ first, last, values: v }) => [first, last, v.target])).toEqual([
    [0, 0, 5],
    [2, 2, 5],
    [3, 3, 6],
  ]);
});

test('the good side follows the direction', () => {
  expect(bandOf(values(0.85), 'higher')).toEqual({ low: 0.85, high: null, limits: [0.85] });
  expect(bandOf(values(null, 5), 'lower')).toEqual({ low: null, high: 5, limits: [5] });
  expect(bandOf(values(1), 'range')).toBeNull();
  expect(bandOf({ ...values(null), range_low: 2, range_high: 6 }, 'range')).toEqual({
    low: 2,
    high: 6,
    limits: [2, 6],
  });
  expect(bandOf(values(null), 'higher')).toBeNull();
});
