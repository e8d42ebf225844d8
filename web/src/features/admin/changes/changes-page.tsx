import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClockStore } from '@/shared/lib/clock';
import { DataGrid } from '@/shared/ui/data-grid/data-grid';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { RowsSkeleton } from '@/shared/ui/skeletons';
import styles from '../components/admin.module.css';
import { useAdminPage } from '../components/admin-page';
import { type Change, changesQuery } from './api';
import { ChangeFilterBar } from './change-filter-bar';
import { ChangesLead } from './changes-lead';
import { type ChangesSearch, changeFilters, hasFilters } from './search';
import { useChangeColumns } from './use-change-columns';
import { VerificationCard } from './verification-card';

const ChangeDrawer = lazy(() =>
  import('./change-drawer').then((module) => ({ default: module.ChangeDrawer })),
);

interface ChangesPageProps {
  search: ChangesSearch;
  onSearch: (change: Partial<ChangesSearch>) => void;
}

/** Everything that was ever written, the newest first, and the proof that nobody rewrote it. */
export function ChangesPage({ search, onSearch }: ChangesPageProps) {
  const { t } = useTranslation('admin');
  const timeZone = useClockStore((state) => state.timeZone);
  const list = useInfiniteQuery(changesQuery(changeFilters(search, timeZone)));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const [open, setOpen] = useState<Change | null>(null);
  const columns = useChangeColumns(setOpen);
  useAdminPage(t('section.changes'));
  return (
    <>
      <PageHeader title={t('section.changes')} />
      <ChangesLead newest={hasFilters(search) ? undefined : rows[0]} />
      <VerificationCard />
      <SectionCard title={t('changes.list')}>
        <ChangeFilterBar search={search} onSearch={onSearch} />
        {list.error ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
        {list.isPending ? <RowsSkeleton count={8} /> : null}
        {rows.length > 0 ? (
          <DataGrid<Change>
            label={t('section.changes')}
            columns={columns}
            rows={rows}
            getRowId={(change) => String(change.seq)}
            onOpen={setOpen}
          />
        ) : null}
        {list.isSuccess && rows.length === 0 && !list.hasNextPage ? (
          <EmptyState title={t('filter.noMatch')} hint={t('filter.noMatchHint')} />
        ) : null}
        {list.hasNextPage ? (
          <div className={styles.more}>
            <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('changes.more')}
            </Button>
          </div>
        ) : null}
      </SectionCard>
      {open ? (
        <Suspense fallback={null}>
          <ChangeDrawer change={open} onClose={() => setOpen(null)} />
        </Suspense>
      ) : null}
    </>
  );
}
