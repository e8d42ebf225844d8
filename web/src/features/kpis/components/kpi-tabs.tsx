import { useTranslation } from 'react-i18next';
import { kpisPath } from '@/shared/lib/paths';
import { AppLink } from '@/shared/ui/app-link';
import styles from './library.module.css';

interface KpiTabsProps {
  isCatalogue: boolean;
}

/** What the organisation measures, and what it could. */
export function KpiTabs({ isCatalogue }: KpiTabsProps) {
  const { t } = useTranslation('kpis');
  const tabs = [
    { href: kpisPath, label: t('library.tab'), isOpen: !isCatalogue },
    { href: `${kpisPath}?view=catalogue`, label: t('catalogue.tab'), isOpen: isCatalogue },
  ];
  return (
    <nav className={styles.tabs} aria-label={t('title')}>
      {tabs.map(({ href, label, isOpen }) => (
        <AppLink
          key={href}
          href={href}
          className={styles.tab}
          data-open={isOpen || undefined}
          aria-current={isOpen ? 'page' : undefined}
        >
          {label}
        </AppLink>
      ))}
    </nav>
  );
}
