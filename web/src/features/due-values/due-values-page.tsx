import { Button } from 'antd';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { kpisPath, uploadsPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { usePage } from '@/shared/lib/use-page';
import { AppLink } from '@/shared/ui/app-link';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { Sentence } from '@/shared/ui/sentence';
import { PageSkeleton } from '@/shared/ui/skeletons';
import { DueTable } from './components/due-table';
import styles from './components/due-values.module.css';
import { LeaveGuard } from './components/leave-guard';
import { OutcomeLine } from './components/outcome-line';
import { useDueGrid } from './use-due-grid';

/** The values that one still owes, typed in or pasted, saved at once; made for the keyboard. */
export function DueValuesPage() {
  const { t } = useTranslation('due-values');
  const format = useFormat();
  const grid = useDueGrid();
  const { list, rows, typed, isSaving, save } = grid;
  usePage(
    t('title'),
    useMemo(() => [{ label: t('title') }], [t]),
  );
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      if (!isSaving && typed.length > 0) void save();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });
  if (list.isPending) return <PageSkeleton />;
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const kpis = new Set(rows.map((row) => row.kpi.id)).size;
  const importLink = <AppLink href={uploadsPath}>{t('import')}</AppLink>;
  return (
    <>
      <PageHeader title={t('title')} actions={importLink} />
      {rows.length === 0 ? (
        <>
          <EmptyState
            title={t('none')}
            hint={t('noneHint')}
            action={<AppLink href={kpisPath}>{t('toKpis')}</AppLink>}
          />
          <OutcomeLine grid={grid} />
        </>
      ) : (
        <>
          <Sentence>
            {t(list.hasNextPage ? 'leadMore' : 'lead', {
              count: rows.length,
              kpis: format.number(kpis),
            })}
          </Sentence>
          <p className={styles.keys}>{t('keys')}</p>
          <SectionCard title={t('list')}>
            <DueTable grid={grid} />
            {list.hasNextPage ? (
              <Button
                type="text"
                loading={list.isFetchingNextPage}
                onClick={() => void list.fetchNextPage()}
              >
                {t('more')}
              </Button>
            ) : null}
          </SectionCard>
          <div className={styles.bar} data-idle={typed.length === 0 || undefined}>
            <OutcomeLine grid={grid} />
            {typed.length > 0 ? (
              <Button type="primary" loading={isSaving} onClick={() => void save()}>
                {t('save', { count: typed.length })} <kbd className={styles.key}>Ctrl S</kbd>
              </Button>
            ) : null}
          </div>
        </>
      )}
      <LeaveGuard count={typed.length} />
    </>
  );
}
