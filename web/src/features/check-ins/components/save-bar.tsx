import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './check-ins.module.css';

interface SaveBarProps {
  /** Rows with entries that are not saved. */
  count: number;
  isSaving: boolean;
  onSave: () => void;
}

/** Stays at the foot of the page while something is not saved. */
export function SaveBar({ count, isSaving, onSave }: SaveBarProps) {
  const { t } = useTranslation('check-ins');
  return (
    <div
      className={styles.bar}
      data-all-saved={true}
      data-idle={count === 0 || undefined}
      tabIndex={-1}
    >
      <span role="status">{count > 0 ? t('changed', { count }) : t('allSaved')}</span>
      {count > 0 ? (
        <Button type="primary" loading={isSaving} onClick={onSave}>
          {t('saveAll', { count })} <kbd className={styles.key}>Ctrl S</kbd>
        </Button>
      ) : null}
    </div>
  );
}
