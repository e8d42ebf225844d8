import { useSuspenseQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsOf } from '@/shared/lib/as-of';
import { phoneQuery, useMediaQuery } from '@/shared/lib/use-media-query';
import { usePage } from '@/shared/lib/use-page';
import { CyclePicker } from '@/shared/pickers/cycle-picker';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { RowsSkeleton } from '@/shared/ui/skeletons';
import { alignmentMapQuery } from './api';
import { AlignmentLead } from './components/alignment-lead';
import { MapLegend } from './components/map-legend';
import { MapToolbar } from './components/map-toolbar';
import { NothingAligned } from './components/nothing-aligned';
import { Outline } from './components/outline';
import { buildGraph, isLoose } from './graph';
import type { AlignmentSearch } from './search';
import { useMapState } from './use-map-state';

const MapView = lazy(() =>
  import('./components/map-view').then((module) => ({ default: module.MapView })),
);

interface AlignmentPageProps {
  search: AlignmentSearch;
  onSearch: (change: Partial<AlignmentSearch>) => void;
}

/** Who supports whom, from the company to the person: as a map, or as an outline to read. */
export function AlignmentPage({ search, onSearch }: AlignmentPageProps) {
  const { t } = useTranslation('alignment');
  const { data: map } = useSuspenseQuery(alignmentMapQuery(search.cycle, useAsOf()));
  const graph = useMemo(() => buildGraph(map), [map]);
  const looseCount = useMemo(
    () => graph.nodes.filter((node) => isLoose(graph, node)).length,
    [graph],
  );
  const isPhone = useMediaQuery(phoneQuery);
  const view = search.view ?? (isPhone ? 'outline' : 'map');
  const state = useMapState(graph, search, onSearch);
  const { cycle } = map;
  usePage(
    t('title'),
    useMemo(
      () => [{ label: t('title') }, ...(cycle ? [{ label: <CyclePicker cycle={cycle} /> }] : [])],
      [cycle, t],
    ),
  );
  if (!cycle || map.nodes.length === 0) {
    return (
      <>
        <PageHeader title={t('title')} />
        <NothingAligned cycle={cycle} />
      </>
    );
  }
  return (
    <>
      <PageHeader title={t('title')} />
      <AlignmentLead graph={graph} cycle={cycle} looseCount={looseCount} isCut={map.is_cut} />
      <SectionCard
        title={t(view === 'map' ? 'map' : 'outline')}
        hint={view === 'map' ? <MapLegend /> : null}
        actions={
          <MapToolbar
            view={view}
            state={state}
            looseCount={looseCount}
            isLooseShown={search.loose !== undefined}
            onSearch={onSearch}
          />
        }
      >
        {view === 'map' ? (
          <Suspense fallback={<RowsSkeleton count={5} />}>
            <MapView graph={graph} cycle={cycle} state={state} />
          </Suspense>
        ) : (
          <Outline graph={graph} cycle={cycle} words={search.q ?? ''} />
        )}
      </SectionCard>
    </>
  );
}
