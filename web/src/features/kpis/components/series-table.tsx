import { useTranslation } from 'react-i18next';
import { useTargetWords } from '@/shared/goals/use-target-words';
import { useFormat } from '@/shared/lib/use-format';
import { NumberDoor } from '@/shared/ui/number-door';
import { targetsByPeriod } from '../chart/target-runs';
import { type Kpi, type Series, takesParts } from '../wire';
import styles from './table.module.css';

interface SeriesTableProps {
  kpi: Kpi;
  series: Series;
  selected: string | undefined;
  onPeriod: (period: string) => void;
}

/** The points of the chart, the newest first; a period can be chosen for the breakdown. */
export function SeriesTable({ kpi, series, selected, onPeriod }: SeriesTableProps) {
  const { t } = useTranslation('kpis');
  const format = useFormat();
  const targetWords = useTargetWords();
  const targets = targetsByPeriod(series);
  const hasParts = takesParts(kpi);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t('series.table')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('column.period')}</th>
            <th scope="col" data-align="end">
              {t('column.value')}
            </th>
            {hasParts ? (
              <th scope="col" data-align="end" data-secondary={true}>
                {t('column.parts')}
              </th>
            ) : null}
            <th scope="col">{t('column.target')}</th>
            <th scope="col" data-align="end" data-secondary={true}>
              {t('column.count')}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...series.points].reverse().map((point) => {
            const name = format.period(point.start, point.end);
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
                    {point.is_complete ? name : t('soFar', { period: name })}
                  </button>
                </th>
                <td data-align="end">
                  <NumberDoor
                    proof={{
                      of: 'kpi',
                      id: kpi.id,
                      unit: series.unit?.id ?? null,
                      period: point.period,
                    }}
                    look="strong"
                  >
                    {format.value(point.value, kpi)}
                  </NumberDoor>
                </td>
                {hasParts ? (
                  <td data-align="end" data-secondary={true}>
                    {point.denominator === null
                      ? null
                      : `${format.number(point.numerator)} / ${format.number(point.denominator)}`}
                  </td>
                ) : null}
                <td>{targetWords(kpi, targets.get(point.period) ?? null)}</td>
                <td data-align="end" data-secondary={true}>
                  {format.number(point.count)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
