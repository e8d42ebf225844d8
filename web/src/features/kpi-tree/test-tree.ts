/** KPIs and ties for tests; only what matters to the test is given. */
import type { DriverEvidence, KpiDriver } from '@/shared/drivers/wire';
import type { KpiTreeEdge, KpiTreeNode } from './api';

const measure = { unit: '', format: 'number', decimals: 0, direction: 'higher' } as const;

export const node = (id: string, given: Partial<KpiTreeNode> = {}): KpiTreeNode => ({
  tile: {
    id,
    code: `code-${id}`,
    name: `KPI ${id}`,
    question: '',
    ...measure,
    subject: { id: 'unit_1', code: 'NYC', name: 'New York' },
    grain: 'month',
    latest: {
      period: '2013-09',
      start: '2013-09-01',
      end: '2013-10-01',
      value: 12,
      previous_value: 10,
      delta: 2,
    },
    target: null,
    status: 'on_track',
    score: null,
    alert: null,
    points: [],
  },
  owner: { id: 'per_1', name: 'E. Morgan' },
  perspective: 'financial',
  perspective_name: 'Financial',
  leading: false,
  is_computed: false,
  may_relate: true,
  ...given,
});

export const evidence = (given: Partial<DriverEvidence> = {}): DriverEvidence => ({
  correlation: 0.83,
  change_count: 8,
  grain: 'month',
  start: '2013-01-01',
  end: '2013-10-01',
  verdict: 'supports',
  ...given,
});

export const driver = (from: string, to: string, given: Partial<KpiDriver> = {}): KpiDriver => ({
  id: `drv_${from}_${to}`,
  version: 1,
  driver: { id: from, code: `code-${from}`, name: `KPI ${from}`, ...measure },
  driven: { id: to, code: `code-${to}`, name: `KPI ${to}`, ...measure },
  influence: 'same',
  note: null,
  evidence: evidence(),
  may_edit: true,
  ...given,
});

export const formulaEdge = (from: string, to: string): KpiTreeEdge => ({
  kind: 'formula',
  from_kpi_id: from,
  to_kpi_id: to,
  driver: null,
});

export const driverEdge = (
  from: string,
  to: string,
  given: Partial<KpiDriver> = {},
): KpiTreeEdge => ({
  kind: 'driver',
  from_kpi_id: from,
  to_kpi_id: to,
  driver: driver(from, to, given),
});
