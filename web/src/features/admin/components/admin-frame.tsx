import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/api/session';
import { AppLink } from '@/shared/ui/app-link';
import { allowedSections } from '../sections';
import styles from './admin.module.css';

/** The pages of administration side by side, above the open one. */
export function AdminFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation('admin');
  const sections = allowedSections(useSession());
  return (
    <>
      {sections.length > 1 ? (
        <nav className={styles.tabs} aria-label={t('title')}>
          {sections.map(({ key, href }) => (
            <AppLink key={key} href={href} isExact={false} className={styles.tab}>
              {t(`section.${key}`)}
            </AppLink>
          ))}
        </nav>
      ) : null}
      {children}
    </>
  );
}
