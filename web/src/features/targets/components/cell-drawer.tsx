import { Button, Drawer } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { grainOf } from '@/shared/api/proof';
import { pointDecimals } from '@/shared/lib/points';
import { useFormat } from '@/shared/lib/use-format';
import { type Fact, FactList } from '@/shared/ui/fact-list';
import { NumberDoor } from '@/shared/ui/number-door';
import { closeProof, useProofStore } from '@/shared/ui/proof/proof-store';
import { StatusTag } from '@/shared/ui/status-tag';
import { marksOf } from '../division';
import type { CascadeCell, CascadeRow, DivisionKind, PartsSum, TargetCascade } from '../wire';
import styles from './targets.module.css';

interface CellDrawerProps {
  cascade: TargetCascade;
  row: CascadeRow;
  cell: CascadeCell;
  onDivide: (kind: DivisionKind) => void;
  onClose: () => void;
}

/** One unit in one period: marks, sums of parts, what is reached, and what can be done. */
export function CellDrawer({ cascade, row, cell, onDivide, onClose }: CellDrawerProps) {
  const { t } = useTranslation('targets');
  const format = useFormat();
  const { kpi } = cascade;
  // Where the number comes from is shown in the same place.
  useEffect(closeProof, []);
  useEffect(() => useProofStore.subscribe(({ target: open }) => open && onClose()), [onClose]);
  const span = format.period(cell.start, cell.end);
  const { values, target } = cell;
  const marks: Fact[] = values
    ? marksOf(values).map((mark) => ({
        label: t(`mark.${mark}`),
        value: format.value(values[mark], kpi),
      }))
    : [{ label: t('mark.target'), value: t('cell.none') }];
  const sums = (key: 'overTime' | 'overUnits', sum: PartsSum | null): Fact[] =>
    sum
      ? marksOf(sum.sum).map((mark) => ({
          label: t(`cell.${key}`, { mark: t(`mark.${mark}`), known: sum.known, parts: sum.parts }),
          value: `${format.value(sum.sum[mark], kpi)}${
            sum.difference[mark] ? ` (${format.change(sum.difference[mark], kpi)})` : ''
          }`,
        }))
      : [];
  const value = format.value(cell.value, kpi);
  const isDoor = cell.value !== null && grainOf(cell.period) !== undefined;
  const facts: Fact[] = [
    ...marks,
    ...sums('overTime', cell.over_time),
    ...sums('overUnits', cell.over_units),
    {
      label: t(cell.is_complete ? 'cell.actual' : 'cell.soFar'),
      value: isDoor ? (
        <NumberDoor
          proof={{
            of: 'kpi',
            id: kpi.id,
            unit: row.unit?.id ?? null,
            person: row.person?.id ?? null,
            period: cell.period,
          }}
        >
          {value}
        </NumberDoor>
      ) : (
        value
      ),
    },
    { label: t('cell.status'), value: cell.status ? <StatusTag status={cell.status} /> : null },
    {
      label: t('cell.score'),
      value: cell.score ? format.number(cell.score.points, pointDecimals(cell.score.points)) : null,
    },
    { label: t('cell.method'), value: target?.method ? t(`method.${target.method}`) : null },
  ];
  const mayDivide = cascade.may_set_targets && target !== null;
  return (
    <Drawer
      open={true}
      title={`${(row.person ?? row.unit)?.name ?? ''} · ${span}`}
      size={460}
      onClose={onClose}
    >
      <FactList facts={facts.filter((fact) => fact.value !== null)} />
      {target === null && values ? <p className={styles.note}>{t('cell.notOwn')}</p> : null}
      {mayDivide ? (
        <div className={styles.actions}>
          <Button type="primary" onClick={() => onDivide('spread')}>
            {t('spread.action')}
          </Button>
          {row.unit ? (
            <Button onClick={() => onDivide('cascade')}>{t('cascade.action')}</Button>
          ) : null}
        </div>
      ) : null}
    </Drawer>
  );
}
