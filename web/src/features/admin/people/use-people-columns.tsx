import { createColumnHelper } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { adminPersonPath } from '@/shared/lib/paths';
import { AppLink } from '@/shared/ui/app-link';
import type { GridFeatures } from '@/shared/ui/data-grid/features';
import { Avatar } from '@/shared/ui/person-chip';
import { Tag } from '@/shared/ui/tag';
import styles from '../components/admin.module.css';
import type { Person } from './api';

const column = createColumnHelper<GridFeatures, Person>();

export function usePeopleColumns() {
  const { t } = useTranslation('admin');
  return useMemo(() => {
    const quiet = (text: string | null | undefined) => (
      <span className={styles.quiet} title={text ?? undefined}>
        {text}
      </span>
    );
    return column.columns([
      column.accessor('name', {
        header: t('people.name'),
        size: 170,
        meta: { isFlexible: true },
        cell: ({ row: { original: person } }) => (
          <>
            <Avatar name={person.name} size={24} />
            <AppLink href={adminPersonPath(person.id)} className={styles.name}>
              {person.name}
            </AppLink>
            {person.archived_at ? <Tag>{t('archived')}</Tag> : null}
          </>
        ),
      }),
      column.accessor('title', {
        header: t('people.jobTitle'),
        size: 270,
        enableSorting: false,
        meta: { isFlexible: true, isSecondary: true },
        cell: ({ row }) => quiet(row.original.title),
      }),
      column.accessor((person) => person.unit?.name ?? '', {
        id: 'unit',
        header: t('people.unit'),
        size: 212,
        enableSorting: false,
        meta: { phoneSize: 152 },
        cell: ({ row }) => quiet(row.original.unit?.name),
      }),
      column.accessor((person) => person.manager?.name ?? '', {
        id: 'manager',
        header: t('people.manager'),
        size: 150,
        enableSorting: false,
        meta: { isSecondary: true },
        cell: ({ row }) => quiet(row.original.manager?.name),
      }),
      column.accessor((person) => person.email ?? '', {
        id: 'email',
        header: t('people.email'),
        size: 260,
        enableSorting: false,
        meta: { isSecondary: true },
        cell: ({ row }) => quiet(row.original.email),
      }),
    ]);
  }, [t]);
}
