/** A missing value for tests; only what matters to the test is given. */
import type { DueValue } from './wire';

export const due = (given: Partial<DueValue> = {}): DueValue => ({
  kpi: {
    id: 'kpi_1',
    code: 'staff',
    name: 'Staff',
    unit: '',
    format: 'number',
    decimals: 0,
    needs_parts: false,
  },
  org_unit: { id: 'unit_1', code: 'EWR', name: 'Newark' },
  period: '2013-09',
  period_on: '2013-09-01',
  ended_on: '2013-10-01',
  due_on: '2013-10-07',
  is_late: true,
  target: null,
  last: null,
  ...given,
});
