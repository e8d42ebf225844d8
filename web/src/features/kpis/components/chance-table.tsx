import { useTranslation } from 'react-i18next';
import { useTargetWords } from '@/shared/goals/use-target-words';
import { dayBefore } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/use-format';
import { chanceWord } from '../chance-word';
import type { Forecast, Kpi, TargetChance } from '../wire';
import styles from './table.module.css';

/** By when what should be reached, what it will come to, and how likely that is: in a number and in a word. */
export function ChanceTable({ kpi, forecast }: { kpi: Kpi; forecast: Forecast }) {
  const { t } = useTranslation('kpis');
  const format = useFormat();
  const targetWords = useTargetWords();
  const until = (chance: TargetChance) => {
    const day = format.dayLong(dayBefore(chance.end));
    return chance.cycle
      ? t('forecast.untilCycle', { day, cycle: format.cycle(chance.cycle) })
      : t('forecast.until', { day });
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={t('forecast.table')}>
      <table className={`${styles.table} ${styles.loose}`}>
        <thead>
          <tr>
            <th scope="col">{t('forecast.column.until')}</th>
            <th scope="col" data-align="end" data-secondary={true}>
              {t('forecast.column.soFar')}
            </th>
            <th scope="col" data-align="end">
              {t('forecast.column.expected')}
            </th>
            <th scope="col" data-align="end" data-secondary={true}>
              {t('forecast.column.target')}
            </th>
            <th scope="col">{t('forecast.column.chance')}</th>
          </tr>
        </thead>
        <tbody>
          {forecast.targets.map((chance) => (
            <tr key={chance.until}>
              <th scope="row">{until(chance)}</th>
              <td data-align="end" data-secondary={true}>
                {format.value(chance.so_far, kpi)}
              </td>
              <td data-align="end" data-strong={true}>
                {t('forecast.interval', {
                  value: format.value(chance.value, kpi),
                  lower: format.value(chance.lower, kpi),
                  upper: format.value(chance.upper, kpi),
                })}
              </td>
              <td data-align="end" data-secondary={true}>
                {targetWords(kpi, chance.target)}
              </td>
              <td>
                {t('forecast.chance', {
                  percent: format.percent(chance.probability),
                  word: t(`forecast.word.${chanceWord(chance.probability)}`),
                })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
