import { useSuspenseQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { administrationPath, personPath } from '@/shared/lib/paths';
import { AppLink } from '@/shared/ui/app-link';
import { Columns } from '@/shared/ui/columns';
import { PageHeader } from '@/shared/ui/page-header';
import { Avatar } from '@/shared/ui/person-chip';
import { Tag } from '@/shared/ui/tag';
import { useAdminPage } from '../components/admin-page';
import { useArchiving } from '../use-archiving';
import { AccountCard } from './account-card';
import {
  accountOfQuery,
  type ManagerLine,
  type Membership,
  managerLinesQuery,
  membershipsQuery,
  personQuery,
} from './api';
import { EditPersonDrawer } from './edit-person-drawer';
import { ManagerCard } from './manager-card';
import { ManagerDrawer } from './manager-drawer';
import { MembershipCard } from './membership-card';
import { MembershipDrawer } from './membership-drawer';
import { PersonFacts } from './person-facts';
import { PersonStanding } from './person-standing';

type Panel =
  | { kind: 'person' }
  | { kind: 'membership'; membership: Membership | null }
  | { kind: 'manager'; line: ManagerLine | null };

/** One person as administrators see them: place, manager and account, with their history. */
export function AdminPersonPage({ id }: { id: string }) {
  const { t } = useTranslation(['admin', 'common']);
  const { data: person } = useSuspenseQuery(personQuery(id));
  const { data: memberships } = useSuspenseQuery(membershipsQuery(id));
  const { data: lines } = useSuspenseQuery(managerLinesQuery(id));
  const { data: accounts } = useSuspenseQuery(accountOfQuery(id));
  const { archive, restore } = useArchiving('people', ['/units', '/users']);
  const [panel, setPanel] = useState<Panel | null>(null);
  const close = () => setPanel(null);
  const section = t('section.people');
  useAdminPage(
    person.name,
    useMemo(
      () => [{ label: section, href: `${administrationPath}/people` }, { label: person.name }],
      [person.name, section],
    ),
  );
  return (
    <>
      <PageHeader
        title={person.name}
        mark={<Avatar name={person.name} size={44} />}
        meta={
          <>
            {person.archived_at ? <Tag>{t('archived')}</Tag> : null}
            {person.title ? <span>{person.title}</span> : null}
            <AppLink href={personPath(person.id)}>{t('people.openPage')}</AppLink>
          </>
        }
        actions={
          person.may_edit ? (
            <>
              <Button onClick={() => setPanel({ kind: 'person' })}>
                {t('common:action.edit')}
              </Button>
              <Button onClick={() => (person.archived_at ? restore(person) : archive(person))}>
                {t(person.archived_at ? 'restore' : 'common:action.archive')}
              </Button>
            </>
          ) : null
        }
      />
      <PersonStanding person={person} />
      <Columns
        aside={
          <>
            <AccountCard person={person} user={accounts.items[0] ?? null} />
            <PersonFacts person={person} />
          </>
        }
      >
        <MembershipCard
          memberships={memberships.items}
          mayEdit={person.may_edit}
          onEdit={(membership) => setPanel({ kind: 'membership', membership })}
        />
        <ManagerCard
          lines={lines.items}
          mayEdit={person.may_edit}
          onEdit={(line) => setPanel({ kind: 'manager', line })}
        />
      </Columns>
      {panel?.kind === 'person' ? <EditPersonDrawer person={person} onClose={close} /> : null}
      {panel?.kind === 'membership' ? (
        <MembershipDrawer person={person} membership={panel.membership} onClose={close} />
      ) : null}
      {panel?.kind === 'manager' ? (
        <ManagerDrawer person={person} line={panel.line} onClose={close} />
      ) : null}
    </>
  );
}
