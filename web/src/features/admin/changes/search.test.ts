import { expect, test } from 'vitest';
import { changeFilters, parseChangesSearch, startOfDay } from './search';

test('a day begins at midnight of the organisation, in summer and in winter', () => {
  expect(startOfDay('2013-10-15', 'America/New_York')).toBe('2013-10-15T04:00:00.000Z');
  expect(startOfDay('2013-12-15', 'America/New_York')).toBe('2013-12-15T05:00:00.000Z');
  expect(startOfDay('2013-10-15', 'Asia/Shanghai')).toBe('2013-10-14T16:00:00.000Z');
});

test('the day on which the clock changes begins before it does', () => {
  expect(startOfDay('2013-11-03', 'America/New_York')).toBe('2013-11-03T04:00:00.000Z');
  expect(startOfDay('2013-11-04', 'America/New_York')).toBe('2013-11-04T05:00:00.000Z');
});

test('the last day counts whole', () => {
  const filters = changeFilters({ since: '2013-10-14', until: '2013-10-14' }, 'UTC');
  expect(filters.since).toBe('2013-10-14T00:00:00.000Z');
  expect(filters.until).toBe('2013-10-15T00:00:00.000Z');
});

test('what is no day is left out of the address', () => {
  expect(parseChangesSearch({ since: 'yesterday', kind: 'objective.' }).since).toBeUndefined();
});
