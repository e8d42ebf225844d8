import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { unitsQuery } from '@/shared/api/refs';
import { DataGrid } from '@/shared/ui/data-grid/data-grid';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { SectionCard } from '@/shared/ui/section-card';
import { RowsSkeleton } from '@/shared/ui/skeletons';
import { measurementListQuery } from '../api';
import type { KpiSearch } from '../search';
import type { Kpi, Measurement } from '../wire';
import { AtNow } from './at-now';
import styles from './kpi-page.module.css';
import { useDataPointColumns } from './use-data-point-columns';

interface DataPointsCardProps {
  kpi: Kpi;
  search: KpiSearch;
  onSearch: (change: Partial<KpiSearch>) => void;
}

const corrections = (point: Measurement) =>
  point.corrections.length > 0 ? point.corrections : undefined;

/** Every recorded value with its source; what a correction replaced stands under it, struck through. */
export function DataPointsCard({ kpi, search, onSearch }: DataPointsCardProps) {
  const { t } = useTranslation('kpis');
  const { unit, from, to } = search;
  const list = useInfiniteQuery(measurementListQuery(kpi.code, { unit, from, to }));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const columns = useDataPointColumns(kpi);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const onEndReached = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);
  return (
    <SectionCard title={<AtNow title={t('points.title')} search={search} />}>
      {list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <RowsSkeleton count={3} /> : null}
      {rows.length > 0 ? (
        <div className={styles.points}>
          <DataGrid<Measurement>
            label={t('points.title')}
            columns={columns}
            rows={rows}
            rowHeight={46}
            getRowId={(point) => point.id}
            {...(rows.some((point) => corrections(point)) ? { getChildren: corrections } : {})}
            isExpandedAtFirst={true}
            onEndReached={onEndReached}
          />
        </div>
      ) : null}
      {list.data && rows.length === 0 ? (
        <NoPoints unit={unit} onUnit={(next) => onSearch({ unit: next })} />
      ) : null}
    </SectionCard>
  );
}

/** A unit that is made up of others has no values of its own: the way to those that have. */
function NoPoints({ unit, onUnit }: { unit: string | undefined; onUnit: (id: string) => void }) {
  const { t } = useTranslation('kpis');
  const { data: units = [] } = useQuery(unitsQuery);
  const below = units.filter(
    (other) => unit && other.parent && [other.parent.id, other.parent.code].includes(unit),
  );
  if (below.length === 0)
    return <EmptyState title={t('points.none')} hint={t('points.noneHint')} />;
  return (
    <EmptyState
      title={t('points.noneOwn')}
      hint={t('points.noneOwnHint')}
      action={
        <div className={styles.belowUnits}>
          {below.map((other) => (
            <button
              key={other.id}
              type="button"
              className={styles.up}
              onClick={() => onUnit(other.id)}
            >
              {other.name}
            </button>
          ))}
        </div>
      }
    />
  );
}
