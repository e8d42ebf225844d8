import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { phoneQuery, useMediaQuery } from '@/shared/lib/use-media-query';
import { usePage } from '@/shared/lib/use-page';
import { DataGrid } from '@/shared/ui/data-grid/data-grid';
import { EmptyState } from '@/shared/ui/empty-state';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { Sentence } from '@/shared/ui/sentence';
import { type Alert, alertListQuery } from './api';
import { AlertFilterBar } from './components/alert-filter-bar';
import { useAlertColumns } from './components/use-alert-columns';
import { type AlertsSearch, filtersOf, hasFilters } from './search';

const AlertDrawer = lazy(() =>
  import('./components/alert-drawer').then((module) => ({ default: module.AlertDrawer })),
);

interface AlertsPageProps {
  search: AlertsSearch;
  onSearch: (change: Partial<AlertsSearch>) => void;
}

/** The inbox of warnings: the most urgent first, what was taken notice of after the rest. */
export function AlertsPage({ search, onSearch }: AlertsPageProps) {
  const { t } = useTranslation('alerts');
  const filters = useDeferredValue(search);
  const list = useSuspenseInfiniteQuery(alertListQuery(filtersOf(filters)));
  const rows = useMemo(() => list.data.pages.flatMap((page) => page.items), [list.data]);
  const [opened, setOpened] = useState<string | null>(null);
  const onOpen = useCallback((row: Alert) => setOpened(row.id), []);
  const columns = useAlertColumns(rows, onOpen);
  usePage(
    t('title'),
    useMemo(() => [{ label: t('title') }], [t]),
  );
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const onEndReached = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);
  const unseen = rows.filter((alert) => alert.state === 'open').length;
  const alert = rows.find((row) => row.id === opened);
  const isFiltered = hasFilters(search);
  const isPhone = useMediaQuery(phoneQuery);
  const leadOfSome = unseen === rows.length ? 'lead.allNew' : 'lead.some';
  return (
    <>
      <PageHeader title={t('title')} />
      <Sentence>
        {rows.length === 0
          ? t(isFiltered ? 'lead.noMatch' : 'lead.none')
          : t(hasNextPage ? 'lead.more' : leadOfSome, { count: rows.length, unseen })}
      </Sentence>
      <SectionCard title={t('list')}>
        <AlertFilterBar search={search} onSearch={onSearch} />
        {rows.length > 0 ? (
          <DataGrid<Alert>
            label={t('title')}
            columns={columns}
            rows={rows}
            rowHeight={isPhone ? 78 : 60}
            getRowId={(row) => row.id}
            onOpen={onOpen}
            onEndReached={onEndReached}
          />
        ) : (
          <EmptyState
            title={t(isFiltered ? 'noMatch' : 'none')}
            hint={t(isFiltered ? 'noMatchHint' : 'noneHint')}
          />
        )}
      </SectionCard>
      {alert ? (
        <Suspense fallback={null}>
          <AlertDrawer key={alert.id} alert={alert} onClose={() => setOpened(null)} />
        </Suspense>
      ) : null}
    </>
  );
}
