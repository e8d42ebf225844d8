import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow, useClockStore } from '@/shared/lib/clock';
import { useFormat } from '@/shared/lib/use-format';
import styles from './as-of.module.css';

const tickMs = 15_000;

/** The clock the figures on the page are of. */
export function AsOf() {
  const { t } = useTranslation('common');
  const format = useFormat();
  const offset = useClockStore((state) => state.offset);
  const [now, setNow] = useState(serverNow);
  // The offset moves when a demo is advanced; the effect then reads the clock anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    setNow(serverNow());
    const timer = setInterval(() => setNow(serverNow()), tickMs);
    return () => clearInterval(timer);
  }, [offset]);
  return (
    <span className={styles.asOf}>
      <span className={styles.word}>{t('asOf.label')}</span> <b>{t('asOf.now')}</b>
      <span className={styles.time}>
        <span className={styles.dot}> · </span>
        <time dateTime={now.toISOString()}>{format.instant(now)}</time>
      </span>
    </span>
  );
}
