import { useTranslation } from 'react-i18next';
import { kpiPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import { NumberDoor } from '@/shared/ui/number-door';
import { Sparkline } from '@/shared/ui/sparkline';
import type { Comparison, ComparisonRow } from '../wire';
import styles from './comparison.module.css';

/** A small line for each unit, all on the same axis. */
export function SmallMultiples({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation('comparison');
  const format = useFormat();
  const { axis, kpi } = comparison;
  return (
    <>
      <div className={styles.multiples}>
        {comparison.items.map((row) => (
          <Multiple key={row.unit?.id} comparison={comparison} row={row} />
        ))}
      </div>
      {axis ? (
        <p className={styles.axis}>
          {t('multiples.axis', {
            low: format.value(axis.low, kpi),
            high: format.value(axis.high, kpi),
          })}
        </p>
      ) : null}
    </>
  );
}

function Multiple({ comparison, row }: { comparison: Comparison; row: ComparisonRow }) {
  const { t } = useTranslation('comparison');
  const format = useFormat();
  const { kpi, axis, judged_period: period } = comparison;
  const target = row.judged?.target ?? null;
  const value = row.judged?.value ?? null;
  const name = row.unit?.name ?? '';
  return (
    <div className={styles.multiple}>
      <div className={styles.multipleHead}>
        <AppLink className={styles.multipleName} href={kpiPath(kpi.id, row.unit?.id)}>
          {name}
        </AppLink>
        {value === null ? (
          '–'
        ) : (
          <NumberDoor
            proof={{ of: 'kpi', id: kpi.id, unit: row.unit?.id ?? null, period }}
            look="strong"
          >
            {format.value(value, kpi)}
          </NumberDoor>
        )}
      </div>
      <Sparkline
        values={row.cells.map((cell) => cell.value)}
        target={target?.target ?? target?.floor ?? null}
        band={target ? [target.range_low, target.range_high] : undefined}
        direction={kpi.direction}
        axis={axis}
        label={t('multiples.line', { unit: name, value: format.value(value, kpi) })}
      />
    </div>
  );
}
