import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/shared/ui/icon';
import styles from './archived-banner.module.css';

interface ArchivedBannerProps {
  /** Absent for whoever may only look. */
  onRestore?: (() => void) | undefined;
}

/** Above the page of something that is archived: it says so, and the way back. */
export function ArchivedBanner({ onRestore }: ArchivedBannerProps) {
  const { t } = useTranslation('common');
  return (
    <div className={styles.banner} role="status">
      <Icon name="archive" />
      {t('state.isArchived')}
      {onRestore ? (
        <Button size="small" onClick={onRestore}>
          {t('action.restore')}
        </Button>
      ) : null}
    </div>
  );
}
