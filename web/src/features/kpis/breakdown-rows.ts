/** Order and bar geometry of the breakdown by unit and person: places and lengths only, nothing about how a value comes about. */
import type { Direction } from '@/shared/api/types';
import type { BreakdownRow } from './wire';

export interface RowOrder {
  by: 'value' | 'name';
  isReversed: boolean;
}

/** Best first, unless it is reversed; what has no value is always last. */
export function ordered(
  rows: readonly BreakdownRow[],
  order: RowOrder,
  direction: Direction,
): BreakdownRow[] {
  const sign = order.isReversed ? -1 : 1;
  const better = direction === 'lower' ? 1 : -1;
  const name = (row: BreakdownRow) => (row.person ?? row.unit)?.name ?? '';
  return [...rows].sort((a, b) => {
    if (order.by === 'name') return sign * name(a).localeCompare(name(b));
    if (a.value === null || b.value === null) {
      return Number(a.value === null) - Number(b.value === null) || name(a).localeCompare(name(b));
    }
    return sign * better * (a.value - b.value) || name(a).localeCompare(name(b));
  });
}

export interface BarPlace {
  /** Shares of the track, 0..1. */
  start: number;
  length: number;
}

/** Bars grow from zero, to the left for values below it. */
export function barScale(rows: readonly Pick<BreakdownRow, 'value' | 'target'>[]) {
  const values = rows.flatMap(({ value, target }) => [
    value,
    target?.target ?? target?.floor ?? null,
    target?.range_high ?? null,
  ]);
  const known = values.filter((value): value is number => value !== null);
  const low = Math.min(0, ...known);
  const span = Math.max(0, ...known) - low || 1;
  const at = (value: number) => (value - low) / span;
  const zero = at(0);
  const bar = (value: number): BarPlace => ({
    start: Math.min(zero, at(value)),
    length: Math.abs(at(value) - zero),
  });
  return { at, bar };
}
