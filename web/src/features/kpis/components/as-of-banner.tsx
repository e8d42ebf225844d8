import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { Icon } from '@/shared/ui/icon';
import type { PastSeries } from '../past-series';
import { useDifferenceWords } from '../use-difference-words';
import styles from './as-of.module.css';

/** Over a series of a past day: which day it is, what is different now, and the way back. */
export function AsOfBanner({ past, onNow }: { past: PastSeries; onNow: () => void }) {
  const { t } = useTranslation(['kpis', 'common']);
  const format = useFormat();
  const words = useDifferenceWords();
  return (
    <div className={styles.banner}>
      <Icon name="clock" />
      <div className={styles.told}>
        <p role="status">
          <b>{t('asOf.known', { day: format.dayFull(past.day) })}</b>
          {t('asOf.stop')}
          {words(past)}
        </p>
        <p className={styles.rest}>{t('asOf.rest')}</p>
      </div>
      <Button size="small" onClick={onNow}>
        {t('common:asOf.back')}
      </Button>
    </div>
  );
}

/** Which line is which. */
export function AsOfLegend({ day }: { day: string }) {
  const { t } = useTranslation('kpis');
  const format = useFormat();
  return (
    <ul className={styles.legend} aria-label={t('asOf.legend')}>
      <li>
        <i className={styles.thenLine} />
        {t('asOf.known', { day: format.dayLong(day) })}
      </li>
      <li>
        <i className={styles.nowLine} />
        {t('asOf.knownNow')}
      </li>
    </ul>
  );
}
