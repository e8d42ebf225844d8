import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { mainMark } from '../marks';
import type { KpiRef, TargetDivision } from '../wire';
import styles from './parts.module.css';

/** What was held against the whole, and what makes way. */
export function CheckNote({ kpi, division }: { kpi: KpiRef; division: TargetDivision }) {
  const { t } = useTranslation('targets');
  const format = useFormat();
  const { check, superseded, target } = division;
  const whole = format.value(mainMark(target), kpi);
  const mean = check.mean ? format.value(mainMark(check.mean), kpi) : '';
  const difference = check.difference ? format.change(mainMark(check.difference), kpi) : '';
  return (
    <p className={styles.note} role="status">
      {t(`check.${check.kind}`, { whole, mean, difference })}
      {superseded.length > 0 ? (
        <>
          {format.space}
          {t('divide.superseded', { count: superseded.length })}
        </>
      ) : null}
    </p>
  );
}
