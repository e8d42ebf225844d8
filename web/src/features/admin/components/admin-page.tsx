import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/api/session';
import { administrationPath } from '@/shared/lib/paths';
import { type Crumb, usePage } from '@/shared/lib/use-page';
import { EmptyState } from '@/shared/ui/empty-state';
import { type AdminSection, isAllowed } from '../sections';

interface AdminPageProps {
  section: AdminSection['key'];
  children: ReactNode;
}

/** Shows a page of administration to those who may open it, and says to others whom to ask. */
export function AdminPage({ section, children }: AdminPageProps) {
  const session = useSession();
  return isAllowed(session, section) ? children : <Forbidden />;
}

/** Also the face of administration itself for those whom nothing in it concerns. */
export function Forbidden() {
  const { t } = useTranslation('admin');
  useAdminPage(t('title'));
  return <EmptyState isPage={true} title={t('forbidden.title')} hint={t('forbidden.hint')} />;
}

/** Title and crumbs of a page of administration. Pass memoised crumbs. */
export function useAdminPage(title: string, below?: Crumb[]): void {
  const { t } = useTranslation('admin');
  const root = t('title');
  usePage(
    title,
    useMemo(
      () => [
        { label: root, href: administrationPath },
        ...(below ?? (title === root ? [] : [{ label: title }])),
      ],
      [below, root, title],
    ),
  );
}
