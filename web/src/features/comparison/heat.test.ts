import { expect, test } from 'vitest';
import { heatOf } from './heat';
import type { ComparisonCell } from './wire';

const cell = (given: Partial<ComparisonCell>): ComparisonCell => ({
  value: 1,
  delta: null,
  target: null,
  status: null,
  score: null,
  rank: null,
  ...given,
});

test('the first is strongest, the last weakest, and nobody is coloured without a rank', () => {
  expect(heatOf(cell({ rank: 1 }), 'rank', 5)).toEqual({ tone: 'rank', strength: 46 });
  expect(heatOf(cell({ rank: 5 }), 'rank', 5)).toEqual({ tone: 'rank', strength: 8 });
  expect(heatOf(cell({}), 'rank', 5).tone).toBe('none');
  expect(heatOf(cell({ rank: 1 }), 'rank', 1).strength).toBe(46);
});

test('a status has its colour, and no target has none', () => {
  expect(heatOf(cell({ status: 'off_track', rank: 1 }), 'status', 5).tone).toBe('off_track');
  expect(heatOf(cell({ status: 'done' }), 'status', 5).tone).toBe('on_track');
  expect(heatOf(cell({ rank: 1 }), 'status', 5).tone).toBe('none');
});
