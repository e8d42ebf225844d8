import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ActivityFeed } from '@/shared/goals/activity-feed';
import { KpiWall } from '@/shared/goals/kpi-wall';
import { ObjectiveList } from '@/shared/goals/objective-list';
import { UnitList } from '@/shared/goals/unit-list';
import { useAsOf } from '@/shared/lib/as-of';
import { objectivesPath, unitPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { usePage } from '@/shared/lib/use-page';
import { CyclePicker } from '@/shared/pickers/cycle-picker';
import { AppLink } from '@/shared/ui/app-link';
import { Columns } from '@/shared/ui/columns';
import { Dial } from '@/shared/ui/dial';
import { EmptyState } from '@/shared/ui/empty-state';
import { PageHeader } from '@/shared/ui/page-header';
import { PersonChip } from '@/shared/ui/person-chip';
import { SectionCard } from '@/shared/ui/section-card';
import { StatusTag } from '@/shared/ui/status-tag';
import { Tag } from '@/shared/ui/tag';
import { unitQuery } from './api';
import { MemberList } from './components/member-list';
import { UnitLead } from './components/unit-lead';

interface UnitPageProps {
  id: string;
  cycle: string | undefined;
}

export function UnitPage({ id, cycle: cycleId }: UnitPageProps) {
  const { t } = useTranslation(['units', 'common']);
  const format = useFormat();
  const { data } = useSuspenseQuery(unitQuery(id, cycleId, useAsOf()));
  const { unit, ancestors, children, cycle, score, objectives, kpis, members, moved } = data;
  const elapsed = cycle?.elapsed ?? null;
  usePage(
    unit.name,
    useMemo(
      () => [
        ...ancestors.slice(1).map((above) => ({ label: above.name, href: unitPath(above.id) })),
        { label: unit.name, href: unitPath(unit.id) },
        ...(cycle ? [{ label: <CyclePicker cycle={cycle} /> }] : []),
      ],
      [ancestors, cycle, unit],
    ),
  );
  return (
    <>
      <PageHeader
        title={unit.name}
        mark={
          <Dial
            size={52}
            progress={score?.progress ?? null}
            elapsed={elapsed}
            status={score?.status ?? 'no_data'}
          />
        }
        meta={
          <>
            <StatusTag status={score?.status ?? 'no_data'} />
            <Tag>{t(`common:unitKind.${unit.kind}`)}</Tag>
            <Tag>{unit.code}</Tag>
            {unit.lead ? <PersonChip person={unit.lead} /> : null}
          </>
        }
      />
      <UnitLead overview={data} />
      <Columns
        aside={
          <>
            {unit.purpose ? (
              <SectionCard title={t('purpose')}>
                <EmptyState isSmall={true} title={unit.purpose} />
              </SectionCard>
            ) : null}
            {children.length > 0 ? (
              <SectionCard title={t('below')}>
                <UnitList units={children} elapsed={elapsed} cycle={cycleId ?? null} />
              </SectionCard>
            ) : null}
            <SectionCard title={t('members')} hint={<Tag tone="soft">{members.length}</Tag>}>
              {members.length > 0 ? (
                <MemberList members={members} />
              ) : (
                <EmptyState isSmall={true} title={t('noMembers')} />
              )}
            </SectionCard>
            {moved.length > 0 ? (
              <SectionCard title={t('moved')}>
                <ActivityFeed items={moved.slice(0, 6)} />
              </SectionCard>
            ) : null}
          </>
        }
      >
        <SectionCard
          title={t('objectives')}
          hint={cycle ? <Tag tone="soft">{format.cycle(cycle)}</Tag> : null}
          actions={
            <AppLink href={`${objectivesPath()}?unit=${unit.id}`}>{t('allObjectives')}</AppLink>
          }
        >
          {objectives.length > 0 ? (
            <ObjectiveList objectives={objectives} elapsed={elapsed} />
          ) : (
            <EmptyState title={t('noObjectives')} hint={t('noObjectivesHint')} />
          )}
        </SectionCard>
        {kpis.length > 0 ? (
          <SectionCard isOpen={true} title={t('kpis')}>
            <KpiWall kpis={kpis} />
          </SectionCard>
        ) : null}
      </Columns>
    </>
  );
}
