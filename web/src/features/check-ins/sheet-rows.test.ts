import { expect, test } from 'vitest';
import type { Due } from '@/shared/api/types';
import type { SheetRow } from './api';
import { firstOrder, grouped, overdueOf } from './sheet-rows';

const row = (id: string, objective: string) =>
  ({
    key_result: { id, objective_id: objective },
    objective_title: objective,
  }) as unknown as SheetRow;
const due = (id: string, days: number, kind: Due['kind'] = 'check_in'): Due => ({
  kind,
  objective_id: 'o',
  key_result_id: id,
  title: '',
  due_on: null,
  days_overdue: days,
});
const rows = [row('a', 'x'), row('b', 'y'), row('c', 'x'), row('d', 'y')];

test('a row waits as long as the longest of what waits in it', () => {
  expect(overdueOf([due('a', 2), due('a', 5, 'milestone')]).get('a')).toBe(5);
});

test('due rows come first, the longest overdue at the top; the others keep their order', () => {
  expect(firstOrder({ rows, due: [due('c', 1), due('d', 4)] })).toEqual(['d', 'c', 'a', 'b']);
});

test('an objective stands where its most urgent key result stands', () => {
  const groups = grouped(rows, ['d', 'c', 'a', 'b']);
  expect(groups.map(({ objectiveId }) => objectiveId)).toEqual(['y', 'x']);
  expect(groups[0]?.rows.map(({ key_result }) => key_result.id)).toEqual(['d', 'b']);
});

test('what was not there at first stands at the end, and what left leaves no hole', () => {
  const groups = grouped([row('z', 'w'), row('b', 'y')], ['d', 'c', 'a', 'b']);
  expect(groups.map(({ objectiveId }) => objectiveId)).toEqual(['y', 'w']);
});
