import { createColumnHelper } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { sourcePath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import type { GridFeatures } from '@/shared/ui/data-grid/features';
import { RowMenu } from '@/shared/ui/row-menu';
import { Tag } from '@/shared/ui/tag';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';
import type { Source } from '../api';
import { Outcome } from './outcome';
import styles from './sources.module.css';

const column = createColumnHelper<GridFeatures, Source>();

export type SourceAction = 'run' | 'dry-run' | 'edit' | 'archive' | 'restore';

export function useSourceColumns(onAction: (action: SourceAction, source: Source) => void) {
  const { t } = useTranslation(['sources', 'common']);
  const format = useFormat();
  return useMemo(() => {
    const actions = (source: Source) => {
      const action = (key: SourceAction, label: string) => ({
        key,
        label,
        run: () => onAction(key, source),
      });
      if (source.archived_at) return [action('restore', t('restore'))];
      return [
        action('run', t('runNow')),
        action('dry-run', t('dryRun')),
        action('edit', t('common:action.edit')),
        action('archive', t('common:action.archive')),
      ];
    };
    const next = (source: Source) => {
      if (source.next_run_at) return format.instant(source.next_run_at);
      return source.is_enabled && !source.archived_at ? t('onDemand') : t('off');
    };
    return column.columns([
      column.accessor('name', {
        header: t('column.name'),
        size: 240,
        meta: { isFlexible: true },
        cell: ({ row: { original: source } }) => (
          <>
            <AppLink href={sourcePath(source.id)} className={styles.name}>
              {source.name}
            </AppLink>
            {source.archived_at ? <Tag>{t('archived')}</Tag> : null}
          </>
        ),
      }),
      column.accessor('kind', {
        header: t('column.kind'),
        size: 130,
        meta: { isSecondary: true },
        cell: ({ row }) => <span className={styles.quiet}>{t(`kind.${row.original.kind}`)}</span>,
      }),
      column.accessor('last_run', {
        header: t('column.lastRun'),
        size: 150,
        cell: ({ row: { original: source } }) =>
          source.is_running ? (
            <Outcome run={{ outcome: 'running', is_dry: false }} />
          ) : source.last_run ? (
            <Outcome run={source.last_run} />
          ) : (
            <span className={styles.quiet}>{t('never')}</span>
          ),
      }),
      column.accessor('last_success_at', {
        header: t('column.lastSuccess'),
        size: 150,
        meta: { isSecondary: true },
        cell: ({ row: { original: source } }) => (
          <span className={styles.quiet}>
            {source.last_success_at ? format.ago(source.last_success_at) : t('never')}
          </span>
        ),
      }),
      column.accessor('next_run_at', {
        header: t('column.next'),
        size: 170,
        meta: { isSecondary: true },
        cell: ({ row }) => <span className={styles.quiet}>{next(row.original)}</span>,
      }),
      column.display({
        id: 'actions',
        header: () => <VisuallyHidden>{t('common:action.more')}</VisuallyHidden>,
        size: 52,
        cell: ({ row }) => <RowMenu name={row.original.name} actions={actions(row.original)} />,
      }),
    ]);
  }, [format, onAction, t]);
}
