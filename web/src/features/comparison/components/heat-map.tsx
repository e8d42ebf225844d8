import { type CSSProperties, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { NumberDoor } from '@/shared/ui/number-door';
import { StatusCell } from '@/shared/ui/status-cell';
import { StatusTag } from '@/shared/ui/status-tag';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';
import { heatOf } from '../heat';
import type { Comparison, ComparisonRow, Look } from '../wire';
import styles from './comparison.module.css';

const statuses = ['on_track', 'at_risk', 'off_track'] as const;

/** Units by periods: the value in each cell, with its status or its rank as shape, word and colour. */
export function HeatMap({ comparison, look }: { comparison: Comparison; look: Look }) {
  const { t } = useTranslation('comparison');
  const format = useFormat();
  // The newest periods are what is asked for first; older ones are to the left.
  const atEnd = useCallback((element: HTMLElement | null) => {
    if (element) element.scrollLeft = element.scrollWidth;
  }, []);
  return (
    <>
      <section
        ref={atEnd}
        className={styles.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
        tabIndex={0}
        aria-label={t(`heat.caption.${look}`)}
      >
        <table className={`${styles.table} ${styles.heat}`}>
          <caption>
            <VisuallyHidden>{t(`heat.caption.${look}`)}</VisuallyHidden>
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('unit')}</th>
              {comparison.periods.map((period) => (
                <th key={period.period} scope="col" data-align="end">
                  {format.period(period.start, period.end)}
                  {period.is_complete ? null : <span className={styles.place}> {t('soFar')}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {comparison.items.map((row) => (
              <HeatLine key={row.unit?.id} comparison={comparison} row={row} look={look} />
            ))}
          </tbody>
        </table>
      </section>
      <ul className={styles.legend} aria-label={t('heat.legend')}>
        {look === 'status' ? (
          <>
            {statuses.map((status) => (
              <li key={status}>
                <StatusTag status={status} />
              </li>
            ))}
            <li>{t('heat.noTarget')}</li>
          </>
        ) : (
          <li>{t('heat.byRank')}</li>
        )}
      </ul>
    </>
  );
}

interface HeatLineProps {
  comparison: Comparison;
  row: ComparisonRow;
  look: Look;
}

function HeatLine({ comparison, row, look }: HeatLineProps) {
  const { t } = useTranslation('comparison');
  const format = useFormat();
  const { kpi, periods, items } = comparison;
  return (
    <tr>
      <th scope="row">{row.unit?.name ?? ''}</th>
      {row.cells.map((cell, at) => {
        const period = periods[at]?.period ?? '';
        const { tone, strength } = heatOf(cell, look, items.length);
        const style = { '--strength': `${strength}%` } as CSSProperties;
        return (
          <td key={period} data-align="end" data-tone={tone} style={style}>
            {cell.value === null ? (
              <span className={styles.place}>–</span>
            ) : (
              <span className={styles.heatCell}>
                {look === 'rank' && cell.rank !== null ? (
                  <span className={styles.place}>{t('heat.place', { rank: cell.rank })}</span>
                ) : null}
                {look === 'status' && cell.status ? (
                  <StatusCell status={cell.status} hasWord={false} />
                ) : null}
                <NumberDoor proof={{ of: 'kpi', id: kpi.id, unit: row.unit?.id ?? null, period }}>
                  {format.parts(cell.value, kpi).number}
                </NumberDoor>
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
}
