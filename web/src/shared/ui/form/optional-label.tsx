import { useTranslation } from 'react-i18next';
import styles from './form.module.css';

/** Fields are needed unless their label says otherwise. */
export function OptionalLabel({ children }: { children: string }) {
  const { t } = useTranslation('common');
  return (
    <span>
      {children} <span className={styles.optional}>{t('form.optional')}</span>
    </span>
  );
}
