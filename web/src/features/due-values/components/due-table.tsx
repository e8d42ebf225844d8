import { type ClipboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { At } from '../grid';
import { keyOf } from '../grid';
import type { DueGrid } from '../use-due-grid';
import { DueRow } from './due-row';
import styles from './due-values.module.css';

/** Moves to the cell and takes its text, so that typing replaces it. */
function focusCell(table: HTMLElement | null, { row, field }: At): void {
  const cell = table?.querySelector<HTMLInputElement>(`[data-cell="${row}.${field}"]`);
  cell?.focus();
  cell?.select();
}

export function DueTable({ grid }: { grid: DueGrid }) {
  const { t } = useTranslation('due-values');
  const table = useRef<HTMLTableElement>(null);
  const onPaste = (at: At, event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    // One cell goes where the caret is, as in any field.
    if (!/[\t\n\r]/.test(text.trim())) return;
    event.preventDefault();
    grid.paste(at, text);
  };
  return (
    <div className={styles.scroll}>
      <table ref={table} className={styles.table} aria-label={t('title')}>
        <thead>
          <tr>
            <th scope="col">{t('column.kpi')}</th>
            <th scope="col">{t('column.unit')}</th>
            <th scope="col">{t('column.period')}</th>
            <th scope="col" className={styles.number}>
              {t('column.last')}
            </th>
            <th scope="col" className={styles.number}>
              {t('column.target')}
            </th>
            <th scope="col">{t('column.value')}</th>
            <th scope="col">{t('column.denominator')}</th>
            <th scope="col">{t('column.note')}</th>
          </tr>
        </thead>
        <tbody>
          {grid.rows.map((due, row) => (
            <DueRow
              key={keyOf(due)}
              due={due}
              row={row}
              isNewKpi={grid.rows[row - 1]?.kpi.id !== due.kpi.id}
              grid={grid}
              onGo={(at) => focusCell(table.current, at)}
              onPaste={onPaste}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
