import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useCallback, useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/api/session';
import { kpiPath, kpisPath } from '@/shared/lib/paths';
import { usePage } from '@/shared/lib/use-page';
import { AppLink } from '@/shared/ui/app-link';
import { EmptyState } from '@/shared/ui/empty-state';
import { Icon } from '@/shared/ui/icon';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { kpiListQuery } from './api';
import { KpiFilterBar } from './components/kpi-filter-bar';
import { KpiLibrary } from './components/kpi-library';
import { KpiTabs } from './components/kpi-tabs';
import { KpisLead } from './components/kpis-lead';
import { mayDefineKpis } from './may-define';
import { hasFilters, type KpisSearch } from './search';
import { categories, type Kpi } from './wire';

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
  const { new: _, view: __, ready: ___, ...filters } = useDeferredValue(search);
  const list = useSuspenseInfiniteQuery(kpiListQuery(filters));
  const rows = useMemo(() => list.data.pages.flatMap((page) => page.items), [list.data]);
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
  const otherCategories = rows
    .map(({ category }) => category)
    .filter((each) => each && !(categories as readonly string[]).includes(each));
  return (
    <>
      <PageHeader title={t('title')} actions={create} />
      <KpiTabs isCatalogue={false} />
      <KpisLead kpis={rows} isCut={hasNextPage} />
      <SectionCard title={t('list')}>
        <KpiFilterBar
          search={search}
          onSearch={onSearch}
          otherCategories={otherCategories}
          owner={rows.find(({ owner }) => owner?.id === search.owner)?.owner ?? null}
        />
        {rows.length > 0 ? (
          <KpiLibrary
            kpis={rows}
            search={{ ...search, sort: filters.sort }}
            unit={filters.unit}
            onSearch={onSearch}
            onEndReached={onEndReached}
          />
        ) : (
          <EmptyState
            title={t(isFiltered ? 'noMatch' : 'none')}
            hint={t(isFiltered ? 'noMatchHint' : 'noneHint')}
            action={
              isFiltered ? null : (
                <AppLink href={`${kpisPath}?view=catalogue`}>{t('library.fromCatalogue')}</AppLink>
              )
            }
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
