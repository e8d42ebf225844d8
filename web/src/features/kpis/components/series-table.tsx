import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTargetWords } from '@/shared/goals/use-target-words';
import { useFormat } from '@/shared/lib/use-format';
import { NumberDoor } from '@/shared/ui/number-door';
import { targetsByPeriod } from '../chart/target-runs';
import type { SeriesPicture } from '../use-series-picture';
import { type Kpi, type SeriesPoint, takesParts } from '../wire';
import { NowValue } from './now-value';
import styles from './table.module.css';

interface SeriesTableProps {
  kpi: Kpi;
  picture: SeriesPicture;
  selected: string | undefined;
  onPeriod: (period: string) => void;
}

/** Ten years of days are thousands of rows, and few look at the oldest. */
const rowsAtFirst = 200;

/**
 * The points of the chart, the newest first; a period can be chosen for the breakdown. What was known on a past day
 * opens the proof of that day; what is known now stands beside it.
 */
export function SeriesTable({ kpi, picture, selected, onPeriod }: SeriesTableProps) {
  const { t } = useTranslation('kpis');
  const format = useFormat();
  const targetWords = useTargetWords();
  const { series, past } = picture;
  const targets = targetsByPeriod(series);
  const hasParts = takesParts(kpi);
  const [isWhole, setWhole] = useState(false);
  const row = (point: SeriesPoint, index: number) => {
    const name = format.period(point.start, point.end);
    const value = format.value(point.value, kpi);
    return (
      <tr key={point.period} data-selected={point.period === selected || undefined}>
        <th scope="row">
          <button
            type="button"
            className={styles.pick}
            aria-pressed={point.period === selected}
            title={t('breakdown.pick')}
            onClick={() => onPeriod(point.period)}
          >
            {point.is_complete ? name : t(past ? 'asOf.soFar' : 'soFar', { period: name })}
          </button>
        </th>
        <td data-align="end" data-strong={past ? true : undefined}>
          <NumberDoor
            proof={{
              of: 'kpi',
              id: kpi.id,
              unit: series.unit?.id ?? null,
              person: series.person?.id ?? null,
              period: point.period,
            }}
            look="strong"
            asOf={past?.day}
          >
            {value}
          </NumberDoor>
        </td>
        {past ? (
          <td data-align="end">
            <NowValue kpi={kpi} past={past} index={index} />
          </td>
        ) : null}
        {hasParts ? (
          <td data-align="end" data-secondary={true}>
            {point.denominator === null
              ? null
              : `${format.number(point.numerator)} / ${format.number(point.denominator)}`}
          </td>
        ) : null}
        <td data-secondary={past ? true : undefined}>
          {targetWords(kpi, targets.get(point.period) ?? null)}
        </td>
        <td data-align="end" data-secondary={true}>
          {format.number(point.count)}
        </td>
      </tr>
    );
  };
  const chosen = series.points.findIndex((point) => point.period === selected);
  const newest = Math.max(0, series.points.length - rowsAtFirst);
  const first = isWhole ? 0 : chosen < 0 ? newest : Math.min(newest, chosen);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t('series.table')}>
      <table className={styles.table} data-wide={past ? true : undefined}>
        <thead>
          <tr>
            <th scope="col">{t('column.period')}</th>
            <th scope="col" data-align="end">
              {past ? t('asOf.valueThen') : t('column.value')}
            </th>
            {past ? (
              <th scope="col" data-align="end">
                {t('asOf.valueNow')}
              </th>
            ) : null}
            {hasParts ? (
              <th scope="col" data-align="end" data-secondary={true}>
                {t('column.parts')}
              </th>
            ) : null}
            <th scope="col" data-secondary={past ? true : undefined}>
              {t('column.target')}
            </th>
            <th scope="col" data-align="end" data-secondary={true}>
              {t('column.count')}
            </th>
          </tr>
        </thead>
        <tbody>
          {series.points
            .slice(first)
            .map((point, index) => row(point, first + index))
            .reverse()}
        </tbody>
      </table>
      {first > 0 ? (
        <Button type="link" block={true} onClick={() => setWhole(true)}>
          {t('series.showAll', { count: series.points.length })}
        </Button>
      ) : null}
    </section>
  );
}
