import { useTranslation } from 'react-i18next';
import type { Session } from '@/shared/api/types';
import { companyPath } from '@/shared/lib/paths';
import { type Crumb, usePageStore } from '@/shared/lib/use-page';
import { AppLink } from '@/shared/ui/app-link';
import styles from './header.module.css';

export function Breadcrumbs({ session }: { session: Session }) {
  const { t } = useTranslation('app');
  const crumbs = usePageStore((state) => state.crumbs);
  const all: Crumb[] = [{ label: session.organization.name, href: companyPath() }, ...crumbs];
  return (
    <nav aria-label={t('crumbs')} className={styles.crumbs}>
      <ol className={styles.crumbs}>
        {all.map((crumb, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: crumbs are their positions
          <li key={index}>
            {crumb.href && index < all.length - 1 ? (
              <AppLink href={crumb.href} className={styles.crumb}>
                {crumb.label}
              </AppLink>
            ) : (
              <span
                className={styles.crumb}
                aria-current={index === all.length - 1 ? 'page' : undefined}
              >
                {crumb.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
