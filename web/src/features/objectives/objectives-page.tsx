import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Objective } from '@/shared/api/types';
import { useAsOf } from '@/shared/lib/as-of';
import { objectivePath } from '@/shared/lib/paths';
import { usePage } from '@/shared/lib/use-page';
import { DataGrid } from '@/shared/ui/data-grid/data-grid';
import { EmptyState } from '@/shared/ui/empty-state';
import { Icon } from '@/shared/ui/icon';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { Sentence } from '@/shared/ui/sentence';
import { objectiveListQuery } from './api';
import { ObjectiveFilterBar } from './components/objective-filter-bar';
import { useObjectiveColumns } from './components/use-objective-columns';
import { hasFilters, type ObjectivesSearch } from './search';

const ObjectiveDrawer = lazy(() =>
  import('./forms/objective-drawer').then((module) => ({ default: module.ObjectiveDrawer })),
);

interface ObjectivesPageProps {
  search: ObjectivesSearch;
  onSearch: (change: Partial<ObjectivesSearch>) => void;
}

/** Every objective one may see, by filters that live in the address. */
export function ObjectivesPage({ search, onSearch }: ObjectivesPageProps) {
  const { t } = useTranslation('objectives');
  const router = useRouter();
  const { new: isCreating, ...filters } = search;
  const list = useSuspenseInfiniteQuery(objectiveListQuery(filters));
  const rows = useMemo(() => list.data.pages.flatMap((page) => page.items), [list.data]);
  const columns = useObjectiveColumns();
  usePage(
    t('title'),
    useMemo(() => [{ label: t('title') }], [t]),
  );
  const open = (id: string) => void router.navigate({ href: objectivePath(id) });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const onEndReached = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);
  const count = t(hasNextPage ? 'lead.more' : 'lead.all', { count: rows.length });
  const asOf = useAsOf();
  const create = asOf ? null : (
    <Button type="primary" icon={<Icon name="add" />} onClick={() => onSearch({ new: '1' })}>
      {t('create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} actions={create} />
      <Sentence>{count}</Sentence>
      <SectionCard title={t('list')}>
        <ObjectiveFilterBar search={search} onSearch={onSearch} />
        {rows.length > 0 ? (
          <DataGrid<Objective>
            label={t('title')}
            columns={columns}
            rows={rows}
            rowHeight={48}
            getRowId={(objective) => objective.id}
            onOpen={(objective) => open(objective.id)}
            onEndReached={onEndReached}
            sorting={sortingOf(search.sort)}
            onSortingChange={([first]) =>
              onSearch({ sort: first ? `${first.desc ? '-' : ''}${first.id}` : undefined })
            }
          />
        ) : (
          <EmptyState
            title={t(hasFilters(search) ? 'noMatch' : 'none')}
            hint={t(hasFilters(search) ? 'noMatchHint' : 'noneHint')}
            action={hasFilters(search) ? null : create}
          />
        )}
      </SectionCard>
      {isCreating && !asOf ? (
        <Suspense fallback={null}>
          <ObjectiveDrawer
            defaultCycle={search.cycle}
            onClose={() => onSearch({ new: undefined })}
            onSaved={(objective) => open(objective.id)}
          />
        </Suspense>
      ) : null}
    </>
  );
}

function sortingOf(sort: string | undefined) {
  return sort ? [{ id: sort.replace(/^-/, ''), desc: sort.startsWith('-') }] : [];
}
