/** A mapping for tests; only what matters to the test is given. */
import type { Mapping } from './wire';

export const mapping = (given: Partial<Mapping> = {}): Mapping => ({
  layout: 'rows',
  header_row: 1,
  kpi_column: 'A',
  kpi: null,
  unit_column: 'B',
  person_column: null,
  unit: null,
  period_column: 'C',
  value_column: 'D',
  numerator_column: null,
  denominator_column: null,
  note_column: null,
  numbers: null,
  days: null,
  percents: null,
  epoch: null,
  ...given,
});
