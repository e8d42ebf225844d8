/** What a change did, field by field: pure, so that it can be tested without a page. */
import type { Fact } from './api';

export interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

export interface Diff {
  changed: FieldChange[];
  /** Fields that stayed, with their value. */
  kept: FieldChange[];
}

/** Written by the machine with every change; they say nothing about what somebody did. */
const mechanical = new Set(['version', 'updated_at', 'organization_id', 'seq', 'head_hash']);

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

const isNothing = (value: unknown) =>
  value === null || value === undefined || value === '' || isSame(value, []) || isSame(value, {});

/** Compares the thing before with the thing after. What was made anew has no before: every field with a value changed. */
export function diffOf(before: Fact | null, after: Fact): Diff {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after)])];
  const diff: Diff = { changed: [], kept: [] };
  for (const field of fields) {
    const change = { field, before: before?.[field], after: after[field] };
    const isChanged =
      before === null ? !isNothing(change.after) : !isSame(change.before, change.after);
    if (isChanged && !mechanical.has(field) && !(before === null && field === 'id')) {
      diff.changed.push(change);
    } else diff.kept.push(change);
  }
  return diff;
}
