import { expect, test } from 'vitest';
import { parseSearch, stringifySearch } from './search-params';

test('filters are written as people would write them', () => {
  expect(
    stringifySearch({ status: ['at_risk', 'off_track'], q: 'on time', cycle: undefined }),
  ).toBe('?status=at_risk,off_track&q=on+time');
  expect(stringifySearch({ q: '' })).toBe('');
});

test('what was written is read back as text', () => {
  expect(parseSearch('?status=at_risk,off_track&q=007')).toEqual({
    status: 'at_risk,off_track',
    q: '007',
  });
});
