import type { ClipboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { kpiPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import { NumberDoor } from '@/shared/ui/number-door';
import { type At, fields, keyOf, problems } from '../grid';
import type { DueGrid } from '../use-due-grid';
import type { DueValue } from '../wire';
import { DueCell } from './due-cell';
import styles from './due-values.module.css';

interface DueRowProps {
  due: DueValue;
  row: number;
  /** The first row of its KPI: the name is said once. */
  isNewKpi: boolean;
  grid: DueGrid;
  onGo: (at: At) => void;
  onPaste: (at: At, event: ClipboardEvent) => void;
}

export function DueRow({ due, row, isNewKpi, grid, onGo, onPaste }: DueRowProps) {
  const { t } = useTranslation('due-values');
  const format = useFormat();
  const { kpi, org_unit: unit, last, target } = due;
  const key = keyOf(due);
  const entry = grid.entries[key];
  const wrong = problems(due, entry);
  const corridor =
    target?.range_low != null && target.range_high != null
      ? `${format.value(target.range_low, kpi)} – ${format.value(target.range_high, kpi)}`
      : format.value(target?.target ?? target?.floor, kpi);
  return (
    <tr data-new={isNewKpi || undefined} data-changed={entry ? true : undefined}>
      <th scope="row" className={styles.kpi}>
        <AppLink href={kpiPath(kpi.code, unit.code)} data-repeated={!isNewKpi || undefined}>
          {kpi.name}
        </AppLink>
      </th>
      <td className={styles.unit}>{unit.name}</td>
      <td className={styles.period}>
        {format.period(due.period_on, due.ended_on)}
        <span className={styles.due} data-late={due.is_late || undefined}>
          {t(due.is_late ? 'late' : 'dueOn', { day: format.day(due.due_on) })}
        </span>
      </td>
      <td className={styles.number}>
        {last ? (
          <NumberDoor proof={{ of: 'kpi', id: kpi.id, unit: unit.id, period: last.period }}>
            {format.value(last.value, kpi)}
          </NumberDoor>
        ) : (
          format.value(null, kpi)
        )}
      </td>
      <td className={styles.number}>{corridor}</td>
      {fields.map((field) => {
        const refused = grid.refusals[key]?.[field];
        const found = wrong[field];
        const text = entry?.[field] ?? '';
        const meant = { whole: text.replaceAll(',', ''), point: text.replace(',', '.') };
        return (
          <DueCell
            key={field}
            due={due}
            at={{ row, field }}
            rows={grid.rows}
            text={text}
            problem={refused ?? (found ? t(`wrong.${found}`, meant) : null)}
            onText={(text) => grid.setText(key, field, text)}
            onGo={onGo}
            onPaste={onPaste}
          />
        );
      })}
    </tr>
  );
}
