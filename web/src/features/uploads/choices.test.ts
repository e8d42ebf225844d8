import { expect, test } from 'vitest';
import { queryOf, roleOf, withLayout, withRole } from './choices';
import { mapping } from './test-mapping';

test('a column has one role and a role one column', () => {
  const moved = withRole(mapping(), 'C', 'kpi');
  expect([moved.kpi_column, roleOf(moved, 'C'), roleOf(moved, 'A')]).toEqual(['C', 'kpi', null]);
  expect(moved.period_column).toBeNull();
  const freed = withRole(moved, 'C', null);
  expect(freed.kpi_column).toBeNull();
});

test('a column that says takes the place of what held for all rows', () => {
  const chosen = withRole(mapping({ unit_column: null, unit: 'NYC' }), 'E', 'unit');
  expect([chosen.unit_column, chosen.unit]).toEqual(['E', null]);
});

test('where columns hold periods, no column is a value', () => {
  const wide = withLayout(mapping(), 'periods');
  expect([wide.kpi_column, wide.period_column, wide.value_column]).toEqual(['A', null, null]);
});

test('until something is chosen the server finds out', () => {
  expect(queryOf('a.csv', { mapping: null })).toEqual({ file_name: 'a.csv' });
  const query = queryOf('a.csv', { mapping: mapping(), sheet: 'Q4' });
  expect([query.layout, query.kpi_column, query.sheet]).toEqual(['rows', 'A', 'Q4']);
});
