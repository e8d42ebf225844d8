import { expect, test } from 'vitest';
import { filtersOf, hasFilters, parseAlertsSearch } from './search';

test('what is not understood is left out, and what holds anyway is not said', () => {
  expect(parseAlertsSearch({ state: 'current', kind: 'storm', mine: '' })).toEqual({
    state: undefined,
    kind: undefined,
    kpi: undefined,
    mine: undefined,
  });
  expect(hasFilters(parseAlertsSearch({ state: 'current' }))).toBe(false);
});

test('filters reach the server under its names', () => {
  const search = parseAlertsSearch({ state: 'closed', kind: 'stale', mine: '1' });
  expect(hasFilters(search)).toBe(true);
  expect(filtersOf(search)).toEqual({
    state: 'closed',
    kind: 'stale',
    kpi: undefined,
    mine: true,
  });
});
