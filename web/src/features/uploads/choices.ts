/** What is said about a file: which column is what and how its numbers are written. */
import type { Mapping } from './wire';

export interface Choices {
  /** As the file was understood, with what was changed; null lets the server find out. */
  mapping: Mapping | null;
  sheet?: string | undefined;
  encoding?: string | undefined;
  delimiter?: string | undefined;
}

export const roles = [
  'kpi',
  'unit',
  'person',
  'period',
  'value',
  'numerator',
  'denominator',
  'note',
] as const;
export type Role = (typeof roles)[number];

/** Where columns hold periods, these are told by their names. */
const rolesOfPeriods: readonly Role[] = ['kpi', 'unit', 'person', 'note'];

export const rolesOf = (layout: Mapping['layout']): readonly Role[] =>
  layout === 'periods' ? rolesOfPeriods : roles;

const columnOf = (role: Role) => `${role}_column` as const;

export function roleOf(mapping: Mapping, letters: string): Role | null {
  return roles.find((role) => mapping[columnOf(role)] === letters) ?? null;
}

/** A column has one role and a role one column; a column that says takes the place of what held for all rows. */
export function withRole(mapping: Mapping, letters: string, role: Role | null): Mapping {
  const changed = { ...mapping };
  const before = roleOf(mapping, letters);
  if (before) changed[columnOf(before)] = null;
  if (role) changed[columnOf(role)] = letters;
  if (role === 'kpi' || role === 'unit') changed[role] = null;
  return changed;
}

export function withLayout(mapping: Mapping, layout: Mapping['layout']): Mapping {
  const left = roles.filter((role) => !rolesOf(layout).includes(role));
  const changed = { ...mapping, layout };
  for (const role of left) changed[columnOf(role)] = null;
  return changed;
}

/** The parameters that say it; what is null is left out. */
export function queryOf(
  fileName: string,
  choices: Choices,
): Record<string, string | number | null | undefined> {
  const { mapping, ...reading } = choices;
  return { file_name: fileName, ...reading, ...(mapping ?? {}) };
}
