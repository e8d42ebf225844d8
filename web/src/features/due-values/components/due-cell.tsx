import { type ClipboardEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { type At, isOpen, nextCell } from '../grid';
import type { DueValue } from '../wire';
import styles from './due-values.module.css';

interface DueCellProps {
  due: DueValue;
  at: At;
  rows: readonly DueValue[];
  text: string;
  problem: string | null;
  onText: (text: string) => void;
  onGo: (at: At) => void;
  onPaste: (at: At, event: ClipboardEvent) => void;
}

function caretOf({ selectionStart: from, selectionEnd: to, value }: HTMLInputElement) {
  if (from === 0 && to === value.length) return 'all';
  if (from !== to) return 'inside';
  return from === 0 ? 'start' : to === value.length ? 'end' : 'inside';
}

/** A cell to type in. Escape takes back what was typed since it was entered; what is wrong is said once it is left. */
export function DueCell({ due, at, rows, text, problem, onText, onGo, onPaste }: DueCellProps) {
  const { t } = useTranslation('due-values');
  const format = useFormat();
  const before = useRef(text);
  const [isInside, setInside] = useState(false);
  const id = useId();
  if (!isOpen(due, at.field)) return <td className={styles.closed} aria-hidden="true" />;
  const name = at.field === 'value' && due.kpi.needs_parts ? 'numerator' : at.field;
  const label = t('cell', {
    field: t(`column.${name}`),
    kpi: due.kpi.name,
    unit: due.org_unit.name,
    period: format.period(due.period_on, due.ended_on),
  });
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && text !== before.current) {
      event.preventDefault();
      event.stopPropagation();
      onText(before.current);
      return;
    }
    const key = event.key === 'Enter' && event.shiftKey ? 'ArrowUp' : event.key;
    const next = nextCell(rows, at, key, caretOf(event.currentTarget));
    if (!next) return;
    event.preventDefault();
    onGo(next);
  };
  const isShown = problem !== null && !isInside;
  return (
    <td
      className={styles.cell}
      data-field={at.field}
      data-parts={(due.kpi.needs_parts && at.field !== 'note') || undefined}
    >
      <input
        data-cell={`${at.row}.${at.field}`}
        className={styles.input}
        aria-label={label}
        aria-invalid={isShown || undefined}
        aria-describedby={isShown ? id : undefined}
        inputMode={at.field === 'note' ? 'text' : 'decimal'}
        autoComplete="off"
        value={text}
        placeholder={t(`column.${name}`)}
        onChange={(event) => onText(event.target.value)}
        onFocus={(event) => {
          before.current = text;
          setInside(true);
          event.currentTarget.select();
        }}
        onBlur={() => setInside(false)}
        onKeyDown={onKeyDown}
        onPaste={(event) => onPaste(at, event)}
      />
      {isShown ? (
        <span id={id} className={styles.problem}>
          {problem}
        </span>
      ) : null}
    </td>
  );
}
