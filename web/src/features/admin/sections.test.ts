import { expect, test } from 'vitest';
import { session } from '@/test/factories';
import { allowedSections, isAllowed } from './sections';

const nothing = {
  may_administer: false,
  may_manage_goals: false,
  may_manage_kpis: false,
  may_create_objective: true,
  may_read_changes: false,
  may_read_users: false,
  may_write: true,
};
const keys = (permissions: Partial<typeof nothing>) =>
  allowedSections({ ...session, permissions: { ...nothing, ...permissions } }).map(
    ({ key }) => key,
  );

test('everyone sees the pages that their permissions are for, and no other', () => {
  expect(keys({})).toEqual([]);
  expect(keys({ may_manage_kpis: true })).toEqual(['perspectives']);
  expect(keys({ may_manage_goals: true })).toEqual(['cycles', 'pillars']);
  expect(keys({ may_read_changes: true, may_read_users: true })).toEqual([
    'people',
    'tokens',
    'changes',
  ]);
  expect(allowedSections(session)).toHaveLength(8);
});

test('nobody is allowed nothing', () => {
  expect(isAllowed(null, 'changes')).toBe(false);
});
