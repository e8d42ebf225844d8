import { useTranslation } from 'react-i18next';
import type { UnitRef } from '@/shared/api/types';
import { useTargetWords } from '@/shared/goals/use-target-words';
import { useFormat } from '@/shared/lib/use-format';
import { Icon } from '@/shared/ui/icon';
import { NumberDoor } from '@/shared/ui/number-door';
import { StatusTag } from '@/shared/ui/status-tag';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';
import type { barScale } from '../breakdown-rows';
import type { BreakdownRow, Kpi } from '../wire';
import { ChangeFigure } from './change-figure';
import styles from './table.module.css';

interface BreakdownLineProps {
  kpi: Kpi;
  row: BreakdownRow;
  scale?: ReturnType<typeof barScale>;
  /** The unit that the others make up. */
  isWhole?: boolean;
  parent?: UnitRef | null;
  onUnit: (id: string) => void;
  onPerson: (id: string) => void;
}

const percent = (share: number) => `${share * 100}%`;

export function BreakdownLine(props: BreakdownLineProps) {
  const { kpi, row, scale, isWhole, parent, onUnit, onPerson } = props;
  const { t } = useTranslation('kpis');
  const format = useFormat();
  const targetWords = useTargetWords();
  const { unit, person, value, target, status, delta: change } = row;
  const limit = target?.target ?? target?.floor ?? null;
  const wanted = targetWords(kpi, target);
  return (
    <tr className={isWhole ? styles.whole : undefined}>
      <th scope="row">
        <span className={styles.name}>
          {isWhole && parent ? (
            <button
              type="button"
              className={styles.pick}
              title={t('breakdown.up', { unit: parent.name })}
              onClick={() => onUnit(parent.id)}
            >
              <span aria-hidden="true">↑</span>
              <VisuallyHidden>{t('breakdown.up', { unit: parent.name })}</VisuallyHidden>
            </button>
          ) : null}
          {person ? (
            <button
              type="button"
              className={`${styles.pick} ${styles.unitName}`}
              title={t('breakdown.person', { name: person.name })}
              onClick={() => onPerson(person.id)}
            >
              <Icon name="person" size={12} /> {person.name}
            </button>
          ) : isWhole || !unit ? (
            <span className={styles.unitName}>{unit?.name}</span>
          ) : (
            <button
              type="button"
              className={`${styles.pick} ${styles.unitName}`}
              title={t('breakdown.into', { unit: unit.name })}
              onClick={() => onUnit(unit.id)}
            >
              {unit.name}
            </button>
          )}
          {!isWhole && row.has_units_below ? <Icon name="forward" size={11} /> : null}
        </span>
      </th>
      <td data-align="end">
        <NumberDoor
          proof={{
            of: 'kpi',
            id: kpi.id,
            unit: unit?.id ?? null,
            person: person?.id ?? null,
            period: row.period,
          }}
          look="strong"
        >
          {format.value(value, kpi)}
        </NumberDoor>
      </td>
      <td data-secondary={true}>
        {scale && value !== null ? (
          <span
            className={styles.bar}
            data-status={status ?? undefined}
            title={wanted || undefined}
          >
            <i
              className={styles.fill}
              style={{
                left: percent(scale.bar(value).start),
                width: percent(scale.bar(value).length),
              }}
            />
            {limit === null ? null : (
              <i className={styles.tick} style={{ left: percent(scale.at(limit)) }} />
            )}
          </span>
        ) : (
          wanted
        )}
      </td>
      <td data-align="end" data-secondary={true}>
        <ChangeFigure kpi={kpi} change={change} />
      </td>
      <td>{status ? <StatusTag status={status} /> : null}</td>
    </tr>
  );
}
