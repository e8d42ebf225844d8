import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { administrationPath } from '@/shared/lib/paths';
import { PageHeader } from '@/shared/ui/page-header';
import { Sentence } from '@/shared/ui/sentence';
import { useAdminPage } from '../components/admin-page';
import { AccountCard } from './account-card';
import { accountQuery } from './api';

/** An account that acts for nobody: a program's, or one made on the command line. */
export function AccountPage({ id }: { id: string }) {
  const { t } = useTranslation('admin');
  const { data: user } = useSuspenseQuery(accountQuery(id));
  const section = t('section.people');
  useAdminPage(
    user.email,
    useMemo(
      () => [
        { label: section, href: `${administrationPath}/people?view=accounts` },
        { label: user.email },
      ],
      [section, user.email],
    ),
  );
  return (
    <>
      <PageHeader title={user.email} />
      <Sentence>{t('account.withoutPerson')}</Sentence>
      <AccountCard person={null} user={user} />
    </>
  );
}
