import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitRef } from '@/shared/api/types';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';
import { barScale, ordered, type RowOrder } from '../breakdown-rows';
import type { Breakdown, Kpi } from '../wire';
import { BreakdownLine } from './breakdown-line';
import styles from './table.module.css';

interface BreakdownTableProps {
  kpi: Kpi;
  breakdown: Breakdown;
  parent: UnitRef | null;
  onUnit: (id: string) => void;
  onPerson: (id: string) => void;
}

export function BreakdownTable({ kpi, breakdown, parent, onUnit, onPerson }: BreakdownTableProps) {
  const { t } = useTranslation('kpis');
  const [order, setOrder] = useState<RowOrder>({ by: 'value', isReversed: false });
  const rows = [...breakdown.people, ...breakdown.items];
  const scale = barScale(rows);
  const sortable = (by: RowOrder['by'], text: ReactNode) => (
    <button
      type="button"
      className={styles.sort}
      onClick={() => setOrder({ by, isReversed: order.by === by && !order.isReversed })}
    >
      {text} <span aria-hidden="true">{order.by !== by ? '' : order.isReversed ? '↑' : '↓'}</span>
    </button>
  );
  const sorted = (by: RowOrder['by']) =>
    order.by === by ? (order.isReversed ? 'ascending' : 'descending') : undefined;
  return (
    <table className={styles.table}>
      <caption>
        <VisuallyHidden>{t('breakdown.caption', { period: breakdown.period })}</VisuallyHidden>
      </caption>
      <thead>
        <tr>
          <th scope="col" aria-sort={sorted('name')}>
            {sortable('name', t('column.unit'))}
          </th>
          <th scope="col" data-align="end" aria-sort={sorted('value')}>
            {sortable('value', t('column.value'))}
          </th>
          <th scope="col" data-secondary={true} style={{ width: '32%' }}>
            <VisuallyHidden>{t('breakdown.bar')}</VisuallyHidden>
          </th>
          <th scope="col" data-align="end" data-secondary={true}>
            {t('column.change')}
          </th>
          <th scope="col">{t('column.status')}</th>
        </tr>
      </thead>
      <tbody>
        <BreakdownLine
          kpi={kpi}
          row={breakdown.whole}
          isWhole={true}
          parent={parent}
          onUnit={onUnit}
          onPerson={onPerson}
        />
        {ordered(rows, order, kpi.direction).map((row) => (
          <BreakdownLine
            key={(row.person ?? row.unit)?.id}
            kpi={kpi}
            row={row}
            scale={scale}
            onUnit={onUnit}
            onPerson={onPerson}
          />
        ))}
      </tbody>
    </table>
  );
}
