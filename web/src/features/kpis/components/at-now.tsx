import { useTranslation } from 'react-i18next';
import type { KpiSearch } from '../search';
import styles from './as-of.module.css';

/** The title of a card that tells what is known now, which it says while the series is that of a past day. */
export function AtNow({ title, search }: { title: string; search: KpiSearch }) {
  const { t } = useTranslation('kpis');
  return (
    <>
      {title}
      {search.as_of ? <span className={styles.atNow}>{t('asOf.knownNow')}</span> : null}
    </>
  );
}
