import { expect, test } from 'vitest';
import type { KpiCard } from '@/shared/api/types';
import { objective, score } from '@/test/factories';
import { kpiFact, worstObjective } from './lead-facts';

function kpi(values: (number | null)[], direction: KpiCard['direction'] = 'higher'): KpiCard {
  return {
    id: 'kpi_1',
    code: 'otd',
    name: 'Punctuality',
    question: '',
    grain: 'month',
    unit: '',
    format: 'percent',
    decimals: 1,
    direction,
    subject: null,
    latest: null,
    target: { floor: null, target: 0.85, stretch: null, range_low: null, range_high: null },
    status: null,
    score: null,
    alert: null,
    points: values.map((value, index) => ({
      period: `p${index}`,
      start: '2013-01-01',
      end: '2013-02-01',
      value,
      is_complete: true,
    })),
  };
}

test('a KPI that came back from its worst period is told as a recovery', () => {
  const fact = kpiFact([kpi([0.8, 0.69, 0.85])]);
  expect(fact).toMatchObject({ isBetter: true, from: { period: 'p1' }, to: { period: 'p2' } });
});

test('for a KPI that should be low the words turn round', () => {
  expect(kpiFact([kpi([2, 1, 5], 'lower')])).toMatchObject({
    isBetter: false,
    from: { period: 'p1' },
  });
});

test('a KPI with less than three known periods tells nothing', () => {
  expect(kpiFact([kpi([0.8, null, 0.9])])).toBeNull();
});

test('off track is named before at risk', () => {
  const risky = objective({ id: 'a', score: score({ status: 'at_risk' }) });
  const off = objective({ id: 'b', score: score({ status: 'off_track' }) });
  expect(worstObjective([risky, off])?.id).toBe('b');
  expect(worstObjective([objective()])).toBeNull();
});
