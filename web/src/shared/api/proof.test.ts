import { expect, test } from 'vitest';
import { grainOf } from './proof';

test.each([
  ['2013-10-14', 'day'],
  ['2013-W41', 'week'],
  ['2013-10', 'month'],
  ['2013-Q4', 'quarter'],
  ['2013-H2', 'half'],
  ['2013', 'year'],
])('the period %s is a %s', (period, grain) => {
  expect(grainOf(period)).toBe(grain);
});

test('without a period the server chooses', () => {
  expect(grainOf(null)).toBeUndefined();
  expect(grainOf('soon')).toBeUndefined();
});
