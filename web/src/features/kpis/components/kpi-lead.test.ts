import { expect, test } from 'vitest';
import type { Kpi } from '../wire';
import { targetKey } from './kpi-lead';

const kpi = (direction: Kpi['direction'], status: Kpi['status'], floor: number | null = null) => ({
  direction,
  status,
  target: { floor, target: 0.85, stretch: null, range_low: null, range_high: null },
});

test('the sentence follows what the server judged', () => {
  expect(targetKey(kpi('higher', 'on_track'))).toBe('met');
  expect(targetKey(kpi('higher', 'at_risk', 0.8))).toBe('floorHolds');
  expect(targetKey(kpi('lower', 'off_track', 0.8))).toBe('floorBroken');
  expect(targetKey(kpi('lower', 'off_track'))).toBe('missed');
  expect(targetKey(kpi('range', 'on_track'))).toBe('inside');
  expect(targetKey(kpi('range', 'off_track'))).toBe('outside');
});
