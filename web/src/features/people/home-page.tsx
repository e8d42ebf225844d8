import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/api/session';
import { companyPath } from '@/shared/lib/paths';
import { usePage } from '@/shared/lib/use-page';
import { AppLink } from '@/shared/ui/app-link';
import { EmptyState } from '@/shared/ui/empty-state';
import { PersonPage } from './person-page';

/** Where the day begins: one's own page, or the way on for a login that belongs to nobody. */
export function HomePage({ cycle }: { cycle: string | undefined }) {
  const { person } = useSession();
  return person ? <PersonPage id={person.id} cycle={cycle} /> : <WithoutPerson />;
}

function WithoutPerson() {
  const { t } = useTranslation('people');
  usePage(
    t('mine.title'),
    useMemo(() => [{ label: t('mine.title') }], [t]),
  );
  return (
    <EmptyState
      isPage={true}
      title={t('mine.nobody')}
      hint={t('mine.nobodyHint')}
      action={<AppLink href={companyPath()}>{t('mine.toCompany')}</AppLink>}
    />
  );
}
