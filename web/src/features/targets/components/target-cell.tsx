import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { StatusCell } from '@/shared/ui/status-cell';
import { mainMark } from '../marks';
import { unevenSums } from '../uneven';
import type { CascadeCell, CascadeRow, TargetCascade } from '../wire';
import styles from './targets.module.css';

interface TargetCellProps {
  cascade: TargetCascade;
  row: CascadeRow;
  cell: CascadeCell;
  focus: { 'data-place': string; tabIndex: number; onFocus: () => void };
  onOpen: () => void;
}

/** What is to be reached, what is, and whether the parts come to it; Enter opens all of it. */
export function TargetCell({ cascade, row, cell, focus, onOpen }: TargetCellProps) {
  const { t } = useTranslation('targets');
  const format = useFormat();
  const { kpi } = cascade;
  const short = (value: number | null) => format.parts(value, kpi).number;
  const mark = mainMark(cell.values);
  const uneven = unevenSums(cell)[0];
  const apart = uneven ? mainMark(uneven.difference) : null;
  return (
    <button
      type="button"
      className={styles.cell}
      data-own={cell.target !== null || undefined}
      data-uneven={uneven ? true : undefined}
      title={t('cell.open', {
        unit: row.unit?.name ?? '',
        period: format.period(cell.start, cell.end),
      })}
      onClick={onOpen}
      {...focus}
    >
      <span className={styles.mark}>
        {mark === null ? '–' : short(mark)}
        {uneven ? (
          <span className={styles.apart}>
            {apart === null || apart === 0
              ? t('cell.partial', { known: uneven.known, parts: uneven.parts })
              : t('cell.apart', { value: format.change(apart, kpi) })}
          </span>
        ) : null}
      </span>
      <span className={styles.actual}>
        {cell.value === null ? null : short(cell.value)}
        {cell.status ? <StatusCell status={cell.status} hasWord={false} /> : null}
      </span>
    </button>
  );
}
