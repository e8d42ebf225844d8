import { createColumnHelper } from '@tanstack/react-table';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import type { GridFeatures } from '@/shared/ui/data-grid/features';
import { Dial } from '@/shared/ui/dial';
import { type RowAction, RowMenu } from '@/shared/ui/row-menu';
import { Tag } from '@/shared/ui/tag';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';
import styles from '../components/admin.module.css';
import { lastDay } from '../days';
import { type ManagedCycle, nextPhase } from './api';

const column = createColumnHelper<GridFeatures, ManagedCycle>();

export type CycleAction = 'edit' | 'add' | 'phase' | 'archive' | 'restore';

export function useCycleColumns(onAction: (action: CycleAction, cycle: ManagedCycle) => void) {
  const { t } = useTranslation(['admin', 'common']);
  const format = useFormat();
  return useMemo(() => {
    const actions = (cycle: ManagedCycle): (RowAction | null)[] => {
      const action = (key: CycleAction, label: string): RowAction => ({
        key,
        label,
        run: () => onAction(key, cycle),
      });
      if (cycle.archived_at) return [action('restore', t('restore'))];
      return [
        cycle.may_edit ? action('edit', t('common:action.edit')) : null,
        cycle.may_edit ? action('add', t('cycles.addInside')) : null,
        action('archive', t('common:action.archive')),
      ];
    };
    return column.columns([
      column.accessor('name', {
        header: t('cycles.name'),
        size: 240,
        meta: { isFlexible: true },
        cell: ({ row: { original: cycle } }) => (
          <>
            <Dial
              size={24}
              progress={null}
              elapsed={cycle.elapsed}
              status="not_started"
              isDecorative={true}
            />
            <span className={styles.name}>{cycle.name}</span>
            {cycle.archived_at ? <Tag>{t('archived')}</Tag> : null}
          </>
        ),
      }),
      column.accessor('kind', {
        header: t('cycles.kind'),
        size: 110,
        meta: { isSecondary: true },
        cell: ({ row }) => (
          <span className={styles.quiet}>{t(`common:cycleKind.${row.original.kind}`)}</span>
        ),
      }),
      column.accessor('starts_on', {
        header: t('cycles.span'),
        size: 300,
        meta: { isSecondary: true },
        cell: ({ row: { original: cycle } }) => (
          <span className={styles.quiet}>
            {t('period.fromTo', {
              from: format.dayLong(cycle.starts_on),
              to: format.dayLong(lastDay(cycle.ends_on)),
            })}
          </span>
        ),
      }),
      column.accessor('elapsed', {
        header: t('cycles.elapsed'),
        size: 100,
        meta: { align: 'end', isSecondary: true },
        cell: ({ row }) => (
          <span className={styles.quiet}>{format.percent(row.original.elapsed)}</span>
        ),
      }),
      column.accessor('phase', {
        header: t('cycles.phase'),
        size: 110,
        meta: { phoneSize: 84 },
        cell: ({ row: { original: cycle } }) => (
          <Tag tone={cycle.phase === 'active' ? 'soft' : 'line'}>
            {t(`common:cyclePhase.${cycle.phase}`)}
          </Tag>
        ),
      }),
      column.display({
        id: 'step',
        header: () => <VisuallyHidden>{t('cycles.next')}</VisuallyHidden>,
        size: 150,
        meta: { align: 'end', isSecondary: true },
        cell: ({ row: { original: cycle } }) => {
          const next = cycle.may_edit && !cycle.archived_at ? nextPhase(cycle) : null;
          return next ? (
            <Button size="small" onClick={() => onAction('phase', cycle)}>
              {t(`cycles.step.${next as 'active' | 'closing' | 'closed'}`)}
            </Button>
          ) : null;
        },
      }),
      column.display({
        id: 'actions',
        header: () => <VisuallyHidden>{t('common:action.more')}</VisuallyHidden>,
        size: 56,
        meta: { align: 'end', phoneSize: 44 },
        cell: ({ row: { original: cycle } }) => (
          <RowMenu name={cycle.name} actions={actions(cycle)} />
        ),
      }),
    ]);
  }, [format, onAction, t]);
}
