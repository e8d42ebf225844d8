import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/api/session';
import { AppLink } from '@/shared/ui/app-link';
import { allowedSections } from '../sections';
import styles from './admin.module.css';

/** The pages of administration side by side, above the open one. */
export function AdminFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation('admin');
  const sections = allowedSections(useSession());
  const tabs = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // On a phone not all have room: the open one is brought into view. The path says when it is another one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useLayoutEffect(() => {
    const open = tabs.current?.querySelector<HTMLElement>('[data-status="active"]');
    if (!tabs.current || !open) return;
    tabs.current.scrollLeft = open.offsetLeft - (tabs.current.clientWidth - open.offsetWidth) / 2;
  }, [pathname]);
  return (
    <>
      {sections.length > 1 ? (
        <nav ref={tabs} className={styles.tabs} aria-label={t('title')}>
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
