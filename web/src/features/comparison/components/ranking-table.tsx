import { useTranslation } from 'react-i18next';
import { useTargetWords } from '@/shared/goals/use-target-words';
import { kpiComparisonPath, kpiPath } from '@/shared/lib/paths';
import { pointDecimals } from '@/shared/lib/points';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import { NumberDoor } from '@/shared/ui/number-door';
import { StatusTag } from '@/shared/ui/status-tag';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';
import type { Comparison, ComparisonRow } from '../wire';
import styles from './comparison.module.css';

/** The units, the best first, with what they reached, should reach, and how that moved. */
export function RankingTable({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation('comparison');
  const hasScore = comparison.items.some((row) => row.judged?.score);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t('ranking.label')}>
      <table className={styles.table}>
        <caption>
          <VisuallyHidden>
            {t('ranking.caption', { period: comparison.judged_period ?? '' })}
          </VisuallyHidden>
        </caption>
        <thead>
          <tr>
            <th scope="col">{t('ranking.rank')}</th>
            <th scope="col">{t('unit')}</th>
            <th scope="col" data-align="end">
              {t('ranking.value')}
            </th>
            <th scope="col" data-align="end" data-secondary={true}>
              {t('ranking.change')}
            </th>
            <th scope="col" data-align="end" data-secondary={true}>
              {t('ranking.target')}
            </th>
            <th scope="col">{t('ranking.status')}</th>
            {hasScore ? (
              <th scope="col" data-align="end">
                {t('ranking.points')}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {comparison.items.map((row) => (
            <RankingLine key={row.unit?.id} comparison={comparison} row={row} hasScore={hasScore} />
          ))}
          <RankingLine
            comparison={comparison}
            row={comparison.whole}
            hasScore={hasScore}
            isWhole={true}
          />
        </tbody>
      </table>
    </section>
  );
}

interface RankingLineProps {
  comparison: Comparison;
  row: ComparisonRow;
  hasScore: boolean;
  isWhole?: boolean;
}

function RankingLine({ comparison, row, hasScore, isWhole }: RankingLineProps) {
  const { t } = useTranslation('comparison');
  const format = useFormat();
  const targetWords = useTargetWords();
  const { kpi, judged_period: period } = comparison;
  const { judged, unit } = row;
  const href =
    row.has_units_below && !isWhole
      ? kpiComparisonPath(kpi.id, unit?.id)
      : kpiPath(kpi.id, unit?.id);
  const proof = { id: kpi.id, unit: unit?.id ?? null, period };
  return (
    <tr className={isWhole ? styles.whole : undefined}>
      <td className={styles.rank}>
        {isWhole ? <VisuallyHidden>{t('ranking.whole')}</VisuallyHidden> : (row.rank ?? '–')}
      </td>
      <th scope="row">
        <AppLink href={href}>{unit?.name ?? ''}</AppLink>
      </th>
      <td data-align="end">
        {judged && judged.value !== null ? (
          <NumberDoor proof={{ of: 'kpi', ...proof }} look="strong">
            {format.value(judged.value, kpi)}
          </NumberDoor>
        ) : (
          '–'
        )}
      </td>
      <td data-align="end" data-secondary={true}>
        {format.change(judged?.delta, kpi)}
      </td>
      <td data-align="end" data-secondary={true}>
        {targetWords(kpi, judged?.target ?? null) || '–'}
      </td>
      <td>{judged?.status ? <StatusTag status={judged.status} /> : '–'}</td>
      {hasScore ? (
        <td data-align="end">
          {judged?.score ? (
            <NumberDoor proof={{ of: 'kpi_score', ...proof }}>
              {format.number(judged.score.points, pointDecimals(judged.score.points))}
            </NumberDoor>
          ) : (
            '–'
          )}
        </td>
      ) : null}
    </tr>
  );
}
