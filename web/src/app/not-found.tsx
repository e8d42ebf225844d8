import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePage } from '@/shared/lib/use-page';
import { AppLink } from '@/shared/ui/app-link';
import { EmptyState } from '@/shared/ui/empty-state';

export function NotFound() {
  const { t } = useTranslation('app');
  const title = t('notFound.title');
  usePage(
    title,
    useMemo(() => [{ label: title }], [title]),
  );
  return (
    <EmptyState
      isPage={true}
      title={title}
      action={<AppLink href="/">{t('notFound.home')}</AppLink>}
    />
  );
}
