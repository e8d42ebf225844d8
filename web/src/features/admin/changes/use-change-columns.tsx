import { createColumnHelper } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { entityPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import type { GridFeatures } from '@/shared/ui/data-grid/features';
import styles from '../components/admin.module.css';
import type { Change } from './api';
import { useChangeWords } from './use-change-words';

const column = createColumnHelper<GridFeatures, Change>();

export function useChangeColumns(onOpen: (change: Change) => void) {
  const { t } = useTranslation('admin');
  const format = useFormat();
  const words = useChangeWords();
  return useMemo(
    () =>
      column.columns([
        column.accessor('seq', {
          header: t('changes.number'),
          size: 76,
          meta: { align: 'end', isSecondary: true },
          cell: ({ row }) => <span className={styles.mono}>{row.original.seq}</span>,
        }),
        column.accessor('at', {
          header: t('changes.at'),
          size: 186,
          meta: { isSecondary: true },
          cell: ({ row }) => (
            <span className={styles.quiet}>{format.instant(row.original.at)}</span>
          ),
        }),
        column.accessor((change) => words.actor(change), {
          id: 'actor',
          header: t('changes.actor'),
          size: 150,
          meta: { phoneSize: 132 },
          cell: ({ row }) => <span className={styles.quiet}>{words.actor(row.original)}</span>,
        }),
        column.accessor((change) => words.kind(change), {
          id: 'kind',
          header: t('changes.kind'),
          size: 236,
          meta: { phoneSize: 222 },
          cell: ({ row: { original: change } }) => (
            <button type="button" className={styles.open} onClick={() => onOpen(change)}>
              {words.kind(change)}
            </button>
          ),
        }),
        column.accessor((change) => change.title ?? '', {
          id: 'title',
          header: t('changes.what'),
          size: 260,
          meta: { isFlexible: true, isSecondary: true },
          cell: ({ row: { original: change } }) => <ChangedThing change={change} />,
        }),
        column.accessor((change) => change.reason ?? '', {
          id: 'reason',
          header: t('changes.reason'),
          size: 140,
          meta: { isFlexible: true, isSecondary: true },
          cell: ({ row: { original: change } }) => (
            <span className={styles.quiet} title={change.reason ?? undefined}>
              {change.reason}
            </span>
          ),
        }),
      ]),
    [format, onOpen, t, words],
  );
}

function ChangedThing({ change }: { change: Change }) {
  const path = entityPath(change.entity, change.entity_id, change.objective_id);
  if (!change.title) return <span className={styles.mono}>{change.entity_id}</span>;
  return path ? (
    <AppLink href={path} className={styles.name} title={change.title}>
      {change.title}
    </AppLink>
  ) : (
    <span className={styles.name} title={change.title}>
      {change.title}
    </span>
  );
}
