import { useInfiniteQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Checkbox } from 'antd';
import { type ReactNode, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { adminPersonPath } from '@/shared/lib/paths';
import { UnitSelect } from '@/shared/pickers/unit-select';
import { DataGrid } from '@/shared/ui/data-grid/data-grid';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { RowsSkeleton } from '@/shared/ui/skeletons';
import styles from '../components/admin.module.css';
import { SearchField } from '../components/search-field';
import { type Person, peopleQuery } from './api';
import { type PeopleSearch, peopleFilters } from './search';
import { usePeopleColumns } from './use-people-columns';

interface PeopleGridProps {
  search: PeopleSearch;
  onSearch: (change: Partial<PeopleSearch>) => void;
  create: ReactNode;
}

export function PeopleGrid({ search, onSearch, create }: PeopleGridProps) {
  const { t } = useTranslation('admin');
  const router = useRouter();
  const list = useInfiniteQuery({
    ...peopleQuery(peopleFilters(search)),
    placeholderData: (before) => before,
  });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const columns = usePeopleColumns();
  const isFiltered = Boolean(search.q || search.unit);
  const onWords = useCallback((q: string | undefined) => onSearch({ q }), [onSearch]);
  return (
    <>
      <search className={styles.filters} aria-label={t('filter.label')}>
        <SearchField label={t('people.search')} value={search.q} onChange={onWords} />
        <UnitSelect
          value={search.unit ?? null}
          placeholder={t('people.anyUnit')}
          onChange={(unit) => onSearch({ unit: unit ?? undefined })}
        />
        <Checkbox
          checked={search.archived === 'true'}
          onChange={(event) => onSearch({ archived: event.target.checked ? 'true' : undefined })}
        >
          {t('filter.archived')}
        </Checkbox>
      </search>
      {list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <RowsSkeleton count={6} /> : null}
      {rows.length > 0 ? (
        <DataGrid<Person>
          label={t('people.list.people')}
          columns={columns}
          rows={rows}
          getRowId={(person) => person.id}
          onOpen={(person) => void router.navigate({ href: adminPersonPath(person.id) })}
          onEndReached={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
          sorting={[{ id: 'name', desc: search.direction === 'descending' }]}
          onSortingChange={([first]) =>
            onSearch({ direction: first?.desc ? 'descending' : undefined })
          }
        />
      ) : null}
      {list.isSuccess && rows.length === 0 ? (
        <EmptyState
          title={t(isFiltered ? 'filter.noMatch' : 'people.none')}
          hint={t(isFiltered ? 'filter.noMatchHint' : 'people.noneHint')}
          action={isFiltered ? null : create}
        />
      ) : null}
    </>
  );
}
