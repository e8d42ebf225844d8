import { useSuspenseQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { kpiPath, kpisPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { usePage } from '@/shared/lib/use-page';
import { UnitSelect } from '@/shared/pickers/unit-select';
import { AppLink } from '@/shared/ui/app-link';
import { EmptyState } from '@/shared/ui/empty-state';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { comparisonQuery } from './api';
import styles from './components/comparison.module.css';
import { ComparisonLead } from './components/comparison-lead';
import { HeatMap } from './components/heat-map';
import { RankingTable } from './components/ranking-table';
import { SmallMultiples } from './components/small-multiples';
import type { ComparisonSearch } from './search';
import { type Grain, type Look, looks } from './wire';

interface ComparisonPageProps {
  id: string;
  search: ComparisonSearch;
  onSearch: (change: Partial<ComparisonSearch>) => void;
}

const shownGrains = ['month', 'quarter', 'year'] as const satisfies Grain[];

/** One KPI of several units: who is ahead, who moved, and how each stood over time. */
export function ComparisonPage({ id, search, onSearch }: ComparisonPageProps) {
  const { t } = useTranslation('comparison');
  const format = useFormat();
  const { data: comparison } = useSuspenseQuery(comparisonQuery(id, search));
  const { kpi, items } = comparison;
  const look = search.look ?? 'status';
  const judged = comparison.periods.find(({ period }) => period === comparison.judged_period);
  usePage(
    t('title'),
    useMemo(
      () => [
        { label: t('kpis'), href: kpisPath },
        { label: kpi.name, href: kpiPath(kpi.id) },
        { label: t('title') },
      ],
      [kpi.id, kpi.name, t],
    ),
  );
  return (
    <>
      <PageHeader
        title={t('titleOf', { kpi: kpi.name })}
        actions={<AppLink href={kpiPath(kpi.id, search.unit)}>{t('toKpi')}</AppLink>}
      />
      <ComparisonLead comparison={comparison} />
      <div className={styles.controls}>
        <span className={styles.unitPick}>
          <UnitSelect
            value={search.unit ?? null}
            placeholder={t('wholeOrganisation')}
            onChange={(unit) => onSearch({ unit: unit ?? undefined })}
          />
        </span>
        <Segmented<Grain>
          aria-label={t('grain.label')}
          value={comparison.grain}
          options={shownGrains.map((grain) => ({ value: grain, label: t(`grain.${grain}`) }))}
          onChange={(grain) => onSearch({ grain })}
        />
      </div>
      {items.length === 0 ? (
        <EmptyState title={t('none')} hint={t('noneHint')} />
      ) : (
        <div className={styles.stack}>
          <SectionCard
            title={t('ranking.title')}
            hint={judged ? format.period(judged.start, judged.end) : undefined}
          >
            <RankingTable comparison={comparison} />
          </SectionCard>
          <SectionCard title={t('multiples.title')}>
            <SmallMultiples comparison={comparison} />
          </SectionCard>
          <SectionCard
            title={t('heat.title')}
            actions={
              <Segmented<Look>
                size="small"
                aria-label={t('heat.look')}
                value={look}
                options={looks.map((value) => ({ value, label: t(`heat.by.${value}`) }))}
                onChange={(value) => onSearch({ look: value })}
              />
            }
          >
            <HeatMap comparison={comparison} look={look} />
          </SectionCard>
          {comparison.left_out > 0 ? <p>{t('leftOut', { count: comparison.left_out })}</p> : null}
        </div>
      )}
    </>
  );
}
