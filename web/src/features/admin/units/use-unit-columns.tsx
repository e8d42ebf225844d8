import { createColumnHelper } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { unitPath } from '@/shared/lib/paths';
import { AppLink } from '@/shared/ui/app-link';
import type { GridFeatures } from '@/shared/ui/data-grid/features';
import { PersonChip } from '@/shared/ui/person-chip';
import { type RowAction, RowMenu } from '@/shared/ui/row-menu';
import { Tag } from '@/shared/ui/tag';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';
import styles from '../components/admin.module.css';
import type { Unit } from './api';

const column = createColumnHelper<GridFeatures, Unit>();

export type UnitAction = 'edit' | 'add' | 'archive' | 'restore';

export function useUnitColumns(onAction: (action: UnitAction, unit: Unit) => void) {
  const { t } = useTranslation(['admin', 'common']);
  return useMemo(() => {
    const actions = (unit: Unit): (RowAction | null)[] => {
      const action = (key: UnitAction, label: string): RowAction => ({
        key,
        label,
        run: () => onAction(key, unit),
      });
      if (unit.archived_at) return [action('restore', t('restore'))];
      return [
        action('edit', t('units.editOrMove')),
        action('add', t('units.addBelow')),
        unit.parent ? action('archive', t('common:action.archive')) : null,
      ];
    };
    return column.columns([
      column.accessor('name', {
        header: t('units.name'),
        size: 300,
        meta: { isFlexible: true },
        cell: ({ row: { original: unit } }) => (
          <>
            <AppLink href={unitPath(unit.id)} className={styles.name}>
              {unit.name}
            </AppLink>
            {unit.archived_at ? <Tag>{t('archived')}</Tag> : null}
          </>
        ),
      }),
      column.accessor('code', {
        header: t('units.code'),
        size: 130,
        meta: { isSecondary: true },
        cell: ({ row }) => <span className={styles.mono}>{row.original.code}</span>,
      }),
      column.accessor('kind', {
        header: t('units.kind'),
        size: 130,
        meta: { isSecondary: true },
        cell: ({ row }) => <Tag>{t(`common:unitKind.${row.original.kind}`)}</Tag>,
      }),
      column.accessor((unit) => unit.lead?.name ?? '', {
        id: 'lead',
        header: t('units.leadPerson'),
        size: 210,
        meta: { isSecondary: true },
        cell: ({ row: { original: unit } }) =>
          unit.lead ? (
            <PersonChip person={unit.lead} />
          ) : (
            <span className={styles.quiet}>{t('units.nobody')}</span>
          ),
      }),
      column.display({
        id: 'actions',
        header: () => <VisuallyHidden>{t('common:action.more')}</VisuallyHidden>,
        size: 56,
        meta: { align: 'end' },
        cell: ({ row: { original: unit } }) =>
          unit.may_edit ? <RowMenu name={unit.name} actions={actions(unit)} /> : null,
      }),
    ]);
  }, [onAction, t]);
}
