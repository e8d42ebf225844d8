import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePageCommands } from '@/shared/lib/commands';
import { kpiComparisonPath, kpisPath, kpiTargetsPath, kpiTreePath } from '@/shared/lib/paths';
import { usePage } from '@/shared/lib/use-page';
import { ScoringCard } from '@/shared/scoring/scoring-card';
import { AppLink } from '@/shared/ui/app-link';
import { Columns } from '@/shared/ui/columns';
import { PageHeader } from '@/shared/ui/page-header';
import { kpiQuery } from './api';
import { BreakdownCard } from './components/breakdown-card';
import { DataPointsCard } from './components/data-points-card';
import { DefinitionCard } from './components/definition-card';
import { DriversCard } from './components/drivers-card';
import { ForecastCard } from './components/forecast-card';
import { KpiActions } from './components/kpi-actions';
import { KpiLead } from './components/kpi-lead';
import { KpiMeta } from './components/kpi-meta';
import { LinkedGoalsCard } from './components/linked-goals-card';
import { SeriesCard } from './components/series-card';
import { TargetsCard } from './components/targets-card';
import { FormulaCard } from './formula/formula-card';
import { kpiPageCommands } from './kpi-page-commands';
import type { Panel } from './panel';
import type { KpiSearch } from './search';

const PanelHost = lazy(() =>
  import('./forms/panel-host').then((module) => ({ default: module.PanelHost })),
);

interface KpiPageProps {
  /** Identity or code. */
  id: string;
  search: KpiSearch;
  onSearch: (change: Partial<KpiSearch>) => void;
}

/** One KPI: how it stands, what it means, its line, where it comes from and what hangs on it. */
export function KpiPage({ id, search, onSearch }: KpiPageProps) {
  const { t } = useTranslation('kpis');
  // The page of the unit before stays until the next one's is here.
  const unit = useDeferredValue(search.unit);
  const { data: kpi } = useSuspenseQuery(kpiQuery(id, unit));
  const [panel, setPanel] = useState<Panel | null>(null);
  usePage(
    kpi.name,
    useMemo(() => [{ label: t('title'), href: kpisPath }, { label: kpi.name }], [kpi.name, t]),
  );
  const { may_edit, may_record, may_set_targets } = kpi;
  usePageCommands(
    useMemo(
      () => kpiPageCommands({ may_edit, may_record, may_set_targets }, setPanel),
      [may_edit, may_record, may_set_targets],
    ),
  );
  return (
    <>
      <PageHeader
        title={kpi.name}
        meta={
          <>
            <KpiMeta kpi={kpi} />
            <AppLink href={kpiTargetsPath(kpi.id, search.unit)}>{t('page.targets')}</AppLink>
            <AppLink href={kpiComparisonPath(kpi.id, search.unit)}>{t('page.comparison')}</AppLink>
            <AppLink href={kpiTreePath(kpi.code, search.unit)}>{t('page.tree')}</AppLink>
          </>
        }
        actions={<KpiActions kpi={kpi} onOpen={setPanel} />}
      />
      <KpiLead kpi={kpi} unit={unit} />
      <Columns
        aside={
          <>
            <DefinitionCard kpi={kpi} />
            <FormulaCard kpi={kpi} />
            <DriversCard kpi={kpi} unit={unit} />
            <LinkedGoalsCard kpi={kpi} unit={unit} />
          </>
        }
      >
        <SeriesCard kpi={kpi} search={search} onSearch={onSearch} />
        <ForecastCard kpi={kpi} search={search} />
        <BreakdownCard kpi={kpi} search={search} onSearch={onSearch} />
        <TargetsCard kpi={kpi} unit={search.unit} onOpen={setPanel} />
        <ScoringCard kpi={kpi} unit={search.unit} />
        <DataPointsCard kpi={kpi} search={search} onSearch={onSearch} />
      </Columns>
      {panel ? (
        <Suspense fallback={null}>
          <PanelHost panel={panel} kpi={kpi} unit={search.unit} onClose={() => setPanel(null)} />
        </Suspense>
      ) : null}
    </>
  );
}
