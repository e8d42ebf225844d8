import { useTranslation } from 'react-i18next';
import { AppLink } from '@/shared/ui/app-link';
import { EmptyState } from '@/shared/ui/empty-state';

export function NotFound() {
  const { t } = useTranslation('app');
  return (
    <EmptyState
      title={t('notFound.title')}
      action={<AppLink href="/">{t('notFound.home')}</AppLink>}
    />
  );
}
