import { useInfiniteQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Select } from 'antd';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { DataGrid } from '@/shared/ui/data-grid/data-grid';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { RowsSkeleton } from '@/shared/ui/skeletons';
import styles from '../components/admin.module.css';
import { SearchField } from '../components/search-field';
import { accountsQuery, roles, type User } from './api';
import type { PeopleSearch } from './search';
import { accountPath, useAccountColumns } from './use-account-columns';

interface AccountGridProps {
  search: PeopleSearch;
  onSearch: (change: Partial<PeopleSearch>) => void;
}

export function AccountGrid({ search, onSearch }: AccountGridProps) {
  const { t } = useTranslation(['admin', 'accounts']);
  const router = useRouter();
  const list = useInfiniteQuery({
    ...accountsQuery({ q: search.q, role: search.role }),
    placeholderData: (before) => before,
  });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const columns = useAccountColumns();
  const onWords = useCallback((q: string | undefined) => onSearch({ q }), [onSearch]);
  return (
    <>
      <search className={styles.filters} aria-label={t('filter.label')}>
        <SearchField label={t('account.search')} value={search.q} onChange={onWords} />
        <Select
          allowClear={true}
          aria-label={t('account.roles')}
          placeholder={t('account.anyRole')}
          value={search.role ?? null}
          options={roles.map((role) => ({ value: role, label: t(`accounts:role.${role}`) }))}
          onChange={(role) => onSearch({ role: role ?? undefined })}
        />
      </search>
      {list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.isPending ? <RowsSkeleton count={6} /> : null}
      {rows.length > 0 ? (
        <DataGrid<User>
          label={t('people.list.accounts')}
          columns={columns}
          rows={rows}
          getRowId={(user) => user.id}
          onOpen={(user) => void router.navigate({ href: accountPath(user) })}
          onEndReached={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
        />
      ) : null}
      {list.isSuccess && rows.length === 0 ? (
        <EmptyState title={t('filter.noMatch')} hint={t('filter.noMatchHint')} />
      ) : null}
    </>
  );
}
