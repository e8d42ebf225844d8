import { expect, test } from 'vitest';
import { diffOf } from './diff';

const unit = { id: '1', version: 1, name: 'Newark', lead: null, tags: ['a'], updated_at: 5 };

test('only what somebody changed is in the difference; the rest is kept', () => {
  const { changed, kept } = diffOf(unit, { ...unit, name: 'EWR', version: 2, updated_at: 9 });
  expect(changed).toEqual([{ field: 'name', before: 'Newark', after: 'EWR' }]);
  expect(kept.map(({ field }) => field)).toEqual(['id', 'version', 'lead', 'tags', 'updated_at']);
});

test('lists are compared by what is in them', () => {
  expect(diffOf(unit, { ...unit, tags: ['a'] }).changed).toEqual([]);
  expect(diffOf(unit, { ...unit, tags: ['a', 'b'] }).changed).toHaveLength(1);
});

test('of something new every field with a value has changed, and empty ones have not', () => {
  const { changed } = diffOf(null, unit);
  expect(changed.map(({ field }) => field)).toEqual(['name', 'tags']);
});

test('a field that went away has no after', () => {
  const { changed } = diffOf({ name: 'a', old: 1 }, { name: 'a' });
  expect(changed).toEqual([{ field: 'old', before: 1, after: undefined }]);
});
