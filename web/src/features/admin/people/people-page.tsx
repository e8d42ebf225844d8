import { useRouter } from '@tanstack/react-router';
import { Button, Segmented } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/api/session';
import { adminPersonPath } from '@/shared/lib/paths';
import { Icon } from '@/shared/ui/icon';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { Sentence } from '@/shared/ui/sentence';
import { useAdminPage } from '../components/admin-page';
import { AccountGrid } from './account-grid';
import type { Person } from './api';
import { type IssuedFor, LinkDialog } from './link-dialog';
import { PeopleGrid } from './people-grid';
import type { PeopleSearch } from './search';

const PersonDrawer = lazy(() =>
  import('./person-drawer').then((module) => ({ default: module.PersonDrawer })),
);

interface PeoplePageProps {
  search: PeopleSearch;
  onSearch: (change: Partial<PeopleSearch>) => void;
}

/** Those who own goals and belong to units, and the logins that act for them. */
export function PeoplePage({ search, onSearch }: PeoplePageProps) {
  const { t } = useTranslation('admin');
  const router = useRouter();
  const { permissions } = useSession();
  const [issued, setIssued] = useState<IssuedFor | null>(null);
  const view = search.view ?? 'people';
  useAdminPage(t('section.people'));
  const onSaved = (person: Person, link: IssuedFor | null) => {
    onSearch({ new: undefined });
    if (link) setIssued(link);
    else void router.navigate({ href: adminPersonPath(person.id) });
  };
  const create = permissions.may_administer ? (
    <Button type="primary" icon={<Icon name="add" />} onClick={() => onSearch({ new: '1' })}>
      {t('people.create')}
    </Button>
  ) : null;
  return (
    <>
      <PageHeader title={t('section.people')} actions={create} />
      <Sentence>{t(`people.lead.${view}`)}</Sentence>
      <SectionCard
        title={t(`people.list.${view}`)}
        actions={
          <Segmented
            size="small"
            value={view}
            aria-label={t('people.view')}
            options={[
              { value: 'people', label: t('people.list.people') },
              { value: 'accounts', label: t('people.list.accounts') },
            ]}
            onChange={(next) =>
              onSearch({ view: next === 'accounts' ? 'accounts' : undefined, q: undefined })
            }
          />
        }
      >
        {view === 'people' ? (
          <PeopleGrid search={search} onSearch={onSearch} create={create} />
        ) : (
          <AccountGrid search={search} onSearch={onSearch} />
        )}
      </SectionCard>
      {search.new ? (
        <Suspense fallback={null}>
          <PersonDrawer onClose={() => onSearch({ new: undefined })} onSaved={onSaved} />
        </Suspense>
      ) : null}
      {issued ? <LinkDialog issued={issued} onClose={() => setIssued(null)} /> : null}
    </>
  );
}
