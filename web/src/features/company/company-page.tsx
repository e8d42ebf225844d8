import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ActivityFeed } from '@/shared/goals/activity-feed';
import { KpiWall } from '@/shared/goals/kpi-wall';
import { ObjectiveList } from '@/shared/goals/objective-list';
import { UnitList } from '@/shared/goals/unit-list';
import { useAsOf } from '@/shared/lib/as-of';
import { alignmentPath, kpisPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { usePage } from '@/shared/lib/use-page';
import { CyclePicker } from '@/shared/pickers/cycle-picker';
import { AppLink } from '@/shared/ui/app-link';
import { Columns } from '@/shared/ui/columns';
import { EmptyState } from '@/shared/ui/empty-state';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { Tag } from '@/shared/ui/tag';
import { companyQuery } from './api';
import { CompanyLead } from './components/company-lead';
import { PillarList } from './components/pillar-list';
import { Purpose } from './components/purpose';

export function CompanyPage({ cycle: cycleId }: { cycle: string | undefined }) {
  const { t } = useTranslation('company');
  const format = useFormat();
  const { data } = useSuspenseQuery(companyQuery(cycleId, useAsOf()));
  const { organization, cycle, objectives, kpis, pillars, moved, units } = data;
  usePage(
    t('title'),
    useMemo(() => (cycle ? [{ label: <CyclePicker cycle={cycle} /> }] : []), [cycle]),
  );
  return (
    <>
      <PageHeader title={organization.mission || organization.name} />
      <CompanyLead company={data} />
      <Columns
        aside={
          <>
            <SectionCard title={t('moved')}>
              {moved.length > 0 ? (
                <ActivityFeed items={moved.slice(0, 8)} />
              ) : (
                <EmptyState isSmall={true} title={t('movedEmpty')} />
              )}
            </SectionCard>
            {pillars.length > 0 ? (
              <SectionCard title={t('strategy')}>
                <PillarList pillars={pillars} elapsed={cycle?.elapsed ?? null} />
              </SectionCard>
            ) : null}
            {units.length > 0 ? (
              <SectionCard title={t('units')}>
                <UnitList units={units} elapsed={cycle?.elapsed ?? null} />
              </SectionCard>
            ) : null}
            <Purpose organization={organization} />
          </>
        }
      >
        <SectionCard
          title={t('objectives')}
          hint={cycle ? <Tag tone="soft">{format.cycle(cycle)}</Tag> : null}
          actions={<AppLink href={alignmentPath(cycle?.id)}>{t('alignmentMap')}</AppLink>}
        >
          {objectives.length > 0 ? (
            <ObjectiveList objectives={objectives} elapsed={cycle?.elapsed ?? null} />
          ) : (
            <EmptyState title={t('noObjectives')} hint={t('noObjectivesHint')} />
          )}
        </SectionCard>
        {kpis.length > 0 ? (
          <SectionCard
            isOpen={true}
            title={t('kpiWall')}
            actions={<AppLink href={kpisPath}>{t('allKpis')}</AppLink>}
          >
            <KpiWall kpis={kpis} />
          </SectionCard>
        ) : null}
      </Columns>
    </>
  );
}
