/** The rows of the sheet by objective: what is due longest comes first, and nothing moves while one is writing. */
import type { Due } from '@/shared/api/types';
import type { CheckInSheet, SheetRow } from './api';

export interface SheetGroup {
  objectiveId: string;
  title: string;
  rows: SheetRow[];
}

/** Days overdue of each key result that waits; the longest wait counts. */
export function overdueOf(due: readonly Due[]): Map<string, number> {
  const days = new Map<string, number>();
  for (const { key_result_id: id, days_overdue } of due) {
    if (id) days.set(id, Math.max(days_overdue, days.get(id) ?? -1));
  }
  return days;
}

/** The order in which the sheet is first shown: due rows, the longest overdue first. */
export function firstOrder({ rows, due }: Pick<CheckInSheet, 'rows' | 'due'>): string[] {
  const overdue = overdueOf(due);
  const wait = (row: SheetRow) => overdue.get(row.key_result.id) ?? -1;
  return [...rows].sort((a, b) => wait(b) - wait(a)).map((row) => row.key_result.id);
}

/** Groups by objective in the given order; rows that are new since stand at the end. */
export function grouped(rows: readonly SheetRow[], order: readonly string[]): SheetGroup[] {
  const place = new Map(order.map((id, index) => [id, index]));
  const at = (row: SheetRow) => place.get(row.key_result.id) ?? order.length;
  const groups = new Map<string, SheetGroup>();
  for (const row of [...rows].sort((a, b) => at(a) - at(b))) {
    const objectiveId = row.key_result.objective_id;
    const group = groups.get(objectiveId);
    if (group) group.rows.push(row);
    else groups.set(objectiveId, { objectiveId, title: row.objective_title, rows: [row] });
  }
  return [...groups.values()];
}
