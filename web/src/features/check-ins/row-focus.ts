/** Where the focus goes on the sheet. */
import type { SheetRow } from './api';

export function rowAfter(rows: readonly SheetRow[], id: string): string | null {
  const index = rows.findIndex((row) => row.key_result.id === id);
  return index < 0 ? null : (rows[index + 1]?.key_result.id ?? null);
}

/** The first field of a row: its value, or the confidence where the value is measured. */
export function focusRow(page: HTMLElement | null, id: string): void {
  const row = page?.querySelector(`[data-row="${CSS.escape(id)}"]`);
  const field = row?.querySelector<HTMLElement>('[data-field=value] input, [role=slider]');
  if (!field) return;
  field.focus();
  if (field instanceof HTMLInputElement && field.type !== 'checkbox') field.select();
  row?.scrollIntoView({ block: 'nearest' });
}
