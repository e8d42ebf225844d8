import { expect, test } from 'vitest';
import { sparklineShape } from './sparkline-shape';

const frame = { direction: 'higher', width: 100, height: 44 } as const;

test('a gap in the data is a gap in the line', () => {
  const shape = sparklineShape([1, 2, null, 3], frame);
  expect(shape?.lines).toHaveLength(2);
});

test('the good side lies above the target for what should be high, below for what should be low', () => {
  const high = sparklineShape([1, 3], { ...frame, target: 2 });
  expect(high?.good).toEqual({ top: 0, bottom: high?.limits[0] });
  const low = sparklineShape([1, 3], { ...frame, target: 2, direction: 'lower' });
  expect(low?.good).toEqual({ top: low?.limits[0], bottom: 44 });
});

test('nothing known draws nothing, and a flat line stays inside', () => {
  expect(sparklineShape([null, null], frame)).toBeNull();
  const flat = sparklineShape([0, 0, 0], frame);
  expect(flat?.last.y).toBeGreaterThanOrEqual(0);
  expect(flat?.last.y).toBeLessThanOrEqual(44);
});
