import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsOf } from '@/shared/lib/as-of';
import { phoneQuery, useMediaQuery } from '@/shared/lib/use-media-query';
import { usePage } from '@/shared/lib/use-page';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { RowsSkeleton } from '@/shared/ui/skeletons';
import { kpiTreeQuery } from './api';
import styles from './components/kpi-tree.module.css';
import { LoosePanel } from './components/loose-panel';
import { NothingThere, NothingTied } from './components/nothing-there';
import { TreeLead } from './components/tree-lead';
import { TreeLegend } from './components/tree-legend';
import { TreeOutline } from './components/tree-outline';
import { TreeToolbar } from './components/tree-toolbar';
import { buildGraph } from './graph';
import type { TreeSearch } from './search';
import { useRelating } from './use-relating';
import { useTreeState } from './use-tree-state';

const TreeView = lazy(() =>
  import('./components/tree-view').then((module) => ({ default: module.TreeView })),
);
const PanelHost = lazy(() =>
  import('./components/panel-host').then((module) => ({ default: module.PanelHost })),
);

interface KpiTreePageProps {
  search: TreeSearch;
  onSearch: (change: Partial<TreeSearch>) => void;
}

/** What each KPI is computed from and what drives it: as a map, or as an outline to read. */
export function KpiTreePage({ search, onSearch }: KpiTreePageProps) {
  const { t } = useTranslation('kpi-tree');
  const { data: tree } = useSuspenseQuery(kpiTreeQuery(search.unit, useAsOf()));
  const graph = useMemo(() => buildGraph(tree), [tree]);
  const isPhone = useMediaQuery(phoneQuery);
  const view = search.view ?? (isPhone ? 'outline' : 'map');
  const state = useTreeState(graph, search, onSearch);
  const { relating, panel, setPanel } = useRelating(graph);
  usePage(
    t('title'),
    useMemo(() => [{ label: t('title') }], [t]),
  );
  if (tree.nodes.length === 0) {
    return (
      <>
        <PageHeader title={t('title')} />
        <NothingThere />
      </>
    );
  }
  const { visible, loose } = state;
  return (
    <>
      <PageHeader title={t('title')} />
      <TreeLead graph={graph} looseCount={loose.length} isCut={tree.is_cut} />
      <SectionCard
        title={t(view)}
        hint={view === 'map' ? <TreeLegend /> : null}
        actions={
          <TreeToolbar
            view={view}
            state={state}
            search={search}
            relating={relating}
            onSearch={onSearch}
          />
        }
      >
        {view === 'outline' ? (
          <TreeOutline graph={graph} state={state} relating={relating} />
        ) : (
          <div className={styles.board}>
            <div className={styles.main}>
              {visible.length > 0 ? (
                <Suspense fallback={<RowsSkeleton count={5} />}>
                  <TreeView graph={graph} state={state} relating={relating} />
                </Suspense>
              ) : (
                <NothingTied
                  isFiltered={search.perspective !== undefined}
                  canRelate={relating.isPossible}
                />
              )}
            </div>
            <LoosePanel nodes={loose} matches={state.matches} relating={relating} />
          </div>
        )}
      </SectionCard>
      {panel ? (
        <Suspense fallback={null}>
          <PanelHost panel={panel} graph={graph} onPanel={setPanel} />
        </Suspense>
      ) : null}
    </>
  );
}
