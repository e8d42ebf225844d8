import { useTranslation } from 'react-i18next';
import type { Session } from '@/shared/api/types';
import { usePreferences } from '@/shared/lib/preferences';
import { Icon } from '@/shared/ui/icon';
import { savePreferences } from '../account';
import { openPalette } from '../commands/command-state';
import { AccountMenu } from './account-menu';
import { Breadcrumbs } from './breadcrumbs';
import { DemoClock } from './demo-clock';
import styles from './header.module.css';
import { TimeControl } from './time-control';

const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

export function Header({ session }: { session: Session }) {
  const { t } = useTranslation('app');
  const locale = usePreferences((state) => state.locale);
  return (
    <header className={styles.header}>
      <Breadcrumbs session={session} />
      <div className={styles.clock}>
        <TimeControl />
        {session.organization.is_demo ? <DemoClock /> : null}
      </div>
      <button
        type="button"
        className={styles.search}
        aria-label={t('search')}
        onClick={() => openPalette()}
      >
        <Icon name="search" size={15} />
        <span className={styles.searchWord}>{t('search')}</span>
        <kbd>{isApple ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      <button
        type="button"
        className={styles.language}
        aria-label={t('languageLabel')}
        onClick={() => void savePreferences({ locale: locale === 'en' ? 'zh-CN' : 'en' })}
      >
        {t('language')}
      </button>
      <AccountMenu session={session} />
    </header>
  );
}
