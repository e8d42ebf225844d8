import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import styles from '../components/admin.module.css';
import { lastDay } from '../days';

/** "since 1 Mar 2013", or both ends. */
export function Span({ starts, ends }: { starts: string; ends: string | null }) {
  const { t } = useTranslation('admin');
  const format = useFormat();
  const last = lastDay(ends);
  return (
    <span className={styles.quiet}>
      {last
        ? t('period.fromTo', { from: format.dayLong(starts), to: format.dayLong(last) })
        : t('period.since', { day: format.dayLong(starts) })}
    </span>
  );
}
