import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useCallback, useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/api/session';
import { kpiPath } from '@/shared/lib/paths';
import { usePage } from '@/shared/lib/use-page';
import { DataGrid } from '@/shared/ui/data-grid/data-grid';
import { EmptyState } from '@/shared/ui/empty-state';
import { Icon } from '@/shared/ui/icon';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { kpiListQuery } from './api';
import { KpiFilterBar } from './components/kpi-filter-bar';
import { KpisLead } from './components/kpis-lead';
import { useKpiColumns } from './components/use-kpi-columns';
import { mayDefineKpis } from './may-define';
import { hasFilters, type KpisSearch } from './search';
import type { Kpi } from './wire';

const KpiDrawer = lazy(() =>
  import('./forms/kpi-drawer').then((module) => ({ default: module.KpiDrawer })),
);

interface KpisPageProps {
  search: KpisSearch;
  onSearch: (change: Partial<KpisSearch>) => void;
}

/** Every KPI with its line, its latest value and how that stands against its target. */
export function KpisPage({ search, onSearch }: KpisPageProps) {
  const { t } = useTranslation('kpis');
  const router = useRouter();
  const session = useSession();
  // The list before stays until the next one is here, and the field that is typed in keeps its focus.
  const { new: _, ...filters } = useDeferredValue(search);
  const list = useSuspenseInfiniteQuery(kpiListQuery(filters));
  const rows = useMemo(() => list.data.pages.flatMap((page) => page.items), [list.data]);
  const columns = useKpiColumns(filters.unit);
  usePage(
    t('title'),
    useMemo(() => [{ label: t('title') }], [t]),
  );
  const open = (kpi: Kpi) => void router.navigate({ href: kpiPath(kpi.code, search.unit) });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const onEndReached = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);
  const create = mayDefineKpis(session) ? (
    <Button type="primary" icon={<Icon name="add" />} onClick={() => onSearch({ new: '1' })}>
      {t('create')}
    </Button>
  ) : null;
  const isFiltered = hasFilters(search);
  return (
    <>
      <PageHeader title={t('title')} actions={create} />
      <KpisLead kpis={rows} isCut={hasNextPage} />
      <SectionCard title={t('list')}>
        <KpiFilterBar search={search} onSearch={onSearch} />
        {rows.length > 0 ? (
          <DataGrid<Kpi>
            label={t('title')}
            columns={columns}
            rows={rows}
            rowHeight={60}
            getRowId={(kpi) => kpi.id}
            onOpen={open}
            onEndReached={onEndReached}
            sorting={search.sort ? [{ id: search.sort, desc: false }] : []}
            onSortingChange={([first]) =>
              // The server sorts in one direction only; the second press goes back to the arranged order.
              onSearch({ sort: first && !first.desc ? (first.id as 'name') : undefined })
            }
          />
        ) : (
          <EmptyState
            title={t(isFiltered ? 'noMatch' : 'none')}
            hint={t(isFiltered ? 'noMatchHint' : 'noneHint')}
            action={isFiltered ? null : create}
          />
        )}
      </SectionCard>
      {search.new ? (
        <Suspense fallback={null}>
          <KpiDrawer kpi={null} onClose={() => onSearch({ new: undefined })} onSaved={open} />
        </Suspense>
      ) : null}
    </>
  );
}
