/** The grid of missing values as pure rules: what stands in which cell, where a key leads, what a paste fills. */
import { typedNumber } from './typed-number';
import type { DueValue } from './wire';

export const fields = ['value', 'denominator', 'note'] as const;
/** `value` is the numerator where the KPI is a ratio. */
export type Field = (typeof fields)[number];
export type Entry = Partial<Record<Field, string>>;
export type Entries = Readonly<Record<string, Entry>>;
export type Wrong =
  | 'notNumber'
  | 'twoNumbers'
  | 'noPercent'
  | 'numeratorMissing'
  | 'denominatorMissing';

export interface At {
  row: number;
  field: Field;
}

/** A value as it is sent. */
export interface NewValue {
  kpi: string;
  unit: string;
  period: string;
  value?: number;
  numerator?: number;
  denominator?: number;
  note: string;
}

export const keyOf = (due: DueValue) => `${due.kpi.id} ${due.org_unit.id} ${due.period_on}`;

/** A plain value has no denominator. */
export const isOpen = (due: DueValue, field: Field) =>
  field !== 'denominator' || due.kpi.needs_parts;

export function withText(entries: Entries, key: string, field: Field, text: string): Entries {
  const entry: Entry = { ...entries[key], [field]: text };
  const isBlank = fields.every((name) => !entry[name]?.trim());
  const { [key]: _, ...rest } = entries;
  return isBlank ? rest : { ...rest, [key]: entry };
}

/** What is wrong with a row as it is typed; nothing while nothing is. */
export function problems(due: DueValue, entry: Entry | undefined): Partial<Record<Field, Wrong>> {
  if (!entry) return {};
  const { needs_parts: hasParts, format } = due.kpi;
  const value = typedNumber(entry.value ?? '', format === 'percent' && !hasParts);
  const denominator = typedNumber(entry.denominator ?? '', false);
  const found: Partial<Record<Field, Wrong>> = {};
  if (value.kind === 'wrong') found.value = value.code;
  if (value.kind === 'empty') found.value = hasParts ? 'numeratorMissing' : 'notNumber';
  if (!hasParts) return found;
  if (denominator.kind === 'wrong') found.denominator = denominator.code;
  if (denominator.kind === 'empty') found.denominator = 'denominatorMissing';
  return found;
}

/** What would be sent; null while a row is empty or something in it is wrong. */
export function newValue(due: DueValue, entry: Entry | undefined): NewValue | null {
  if (!entry || Object.keys(problems(due, entry)).length > 0) return null;
  const { needs_parts: hasParts, format } = due.kpi;
  const value = typedNumber(entry.value ?? '', format === 'percent' && !hasParts);
  const denominator = typedNumber(entry.denominator ?? '', false);
  if (value.kind !== 'number') return null;
  const common = {
    kpi: due.kpi.code,
    unit: due.org_unit.code,
    period: due.period_on,
    note: entry.note?.trim() ?? '',
  };
  if (!hasParts) return { ...common, value: value.value };
  if (denominator.kind !== 'number') return null;
  return { ...common, numerator: value.value, denominator: denominator.value };
}

/** Where a key leads from a cell; null when it stays. Left and right are for the caret unless it is at an end. */
export function nextCell(
  rows: readonly DueValue[],
  at: At,
  key: string,
  caret: 'start' | 'inside' | 'end' | 'all',
): At | null {
  const step = (by: number): At | null => {
    for (let row = at.row + by; row >= 0 && row < rows.length; row += by) {
      const due = rows[row];
      if (due && isOpen(due, at.field)) return { row, field: at.field };
    }
    return null;
  };
  const aside = (by: number): At | null => {
    const due = rows[at.row];
    for (let column = fields.indexOf(at.field) + by; ; column += by) {
      const field = fields[column];
      if (!field || !due) return null;
      if (isOpen(due, field)) return { row: at.row, field };
    }
  };
  switch (key) {
    case 'ArrowUp':
      return step(-1);
    case 'ArrowDown':
    case 'Enter':
      return step(1);
    case 'ArrowLeft':
      return caret === 'start' || caret === 'all' ? aside(-1) : null;
    case 'ArrowRight':
      return caret === 'end' || caret === 'all' ? aside(1) : null;
    default:
      return null;
  }
}

/** A block of cells as spreadsheets copy it: tabs and line ends, quotes around cells that hold them. */
export function parseBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let index = 0; index < source.length; index++) {
    const letter = source[index];
    if (isQuoted && letter === '"' && source[index + 1] === '"') {
      cell += '"';
      index++;
    } else if (letter === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted;
    else if (!isQuoted && letter === '\t') endCell();
    else if (!isQuoted && letter === '\n') {
      endCell();
      rows.push([]);
    } else cell += letter;
  }
  endCell();
  return rows;
}

/** Fills a block in from a cell on; tells how many of its cells had no place. */
export function fillBlock(
  rows: readonly DueValue[],
  entries: Entries,
  at: At,
  block: readonly (readonly string[])[],
): { entries: Entries; left: number } {
  let filled = entries;
  let left = 0;
  block.forEach((line, down) => {
    const due = rows[at.row + down];
    line.forEach((text, aside) => {
      const field = fields[fields.indexOf(at.field) + aside];
      if (due && field && isOpen(due, field)) {
        filled = withText(filled, keyOf(due), field, text.trim());
      } else if (text.trim()) left++;
    });
  });
  return { entries: filled, left };
}
