import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/api/session';
import { ActivityFeed } from '@/shared/goals/activity-feed';
import { KpiWall } from '@/shared/goals/kpi-wall';
import { useAsOf } from '@/shared/lib/as-of';
import { personPath } from '@/shared/lib/paths';
import { usePage } from '@/shared/lib/use-page';
import { CyclePicker } from '@/shared/pickers/cycle-picker';
import { Columns } from '@/shared/ui/columns';
import { PageHeader } from '@/shared/ui/page-header';
import { Avatar } from '@/shared/ui/person-chip';
import { SectionCard } from '@/shared/ui/section-card';
import { personQuery } from './api';
import { DueList } from './components/due-list';
import { PersonFacts } from './components/person-facts';
import { PersonGoals } from './components/person-goals';
import { PersonLead } from './components/person-lead';

interface PersonPageProps {
  id: string;
  cycle: string | undefined;
}

/** One person's goals, KPIs and what is due. Of oneself it is the page that the day begins with. */
export function PersonPage({ id, cycle: cycleId }: PersonPageProps) {
  const { t } = useTranslation('people');
  const session = useSession();
  const asOf = useAsOf();
  const { data } = useSuspenseQuery(personQuery(id, cycleId, asOf));
  const { person, cycle, kpis, due, moved } = data;
  const isMine = session.person?.id === person.id;
  const title = isMine ? t('mine.title') : person.name;
  usePage(
    title,
    useMemo(
      () => [
        { label: isMine ? title : person.name, href: personPath(person.id) },
        ...(cycle ? [{ label: <CyclePicker cycle={cycle} /> }] : []),
      ],
      [cycle, isMine, person, title],
    ),
  );
  return (
    <>
      <PageHeader
        title={isMine ? t('mine.greeting', { name: person.name }) : person.name}
        mark={<Avatar name={person.name} size={44} />}
        meta={person.title}
      />
      <PersonLead overview={data} isMine={isMine} />
      <Columns
        aside={
          <>
            {isMine && !asOf ? (
              <SectionCard title={t('due.title')}>
                <DueList due={due} />
              </SectionCard>
            ) : null}
            <PersonFacts overview={data} />
            {moved.length > 0 ? (
              <SectionCard title={t('moved')}>
                <ActivityFeed items={moved.slice(0, 6)} />
              </SectionCard>
            ) : null}
          </>
        }
      >
        <PersonGoals overview={data} isMine={isMine} />
        {kpis.length > 0 ? (
          <SectionCard isOpen={true} title={isMine ? t('mine.kpis') : t('kpis')}>
            <KpiWall kpis={kpis} />
          </SectionCard>
        ) : null}
      </Columns>
    </>
  );
}
