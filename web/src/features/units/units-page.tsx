import { useSuspenseQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { createColumnHelper } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type UnitNode, unitsQuery } from '@/shared/api/refs';
import { unitPath } from '@/shared/lib/paths';
import { usePage } from '@/shared/lib/use-page';
import { DataGrid } from '@/shared/ui/data-grid/data-grid';
import type { GridFeatures } from '@/shared/ui/data-grid/features';
import { GridLink } from '@/shared/ui/data-grid/grid-link';
import { EmptyState } from '@/shared/ui/empty-state';
import { PageHeader } from '@/shared/ui/page-header';
import { PersonChip } from '@/shared/ui/person-chip';
import { SectionCard } from '@/shared/ui/section-card';
import { Sentence } from '@/shared/ui/sentence';
import { Tag } from '@/shared/ui/tag';
import styles from './components/units.module.css';

const column = createColumnHelper<GridFeatures, UnitNode>();

/** The organisation as a tree of its units. */
export function UnitsPage() {
  const { t } = useTranslation(['units', 'common']);
  const router = useRouter();
  const { data: units } = useSuspenseQuery(unitsQuery);
  usePage(
    t('title'),
    useMemo(() => [{ label: t('title') }], [t]),
  );
  const { roots, childrenOf } = useMemo(() => {
    const known = new Set(units.map((unit) => unit.id));
    const byParent = new Map<string, UnitNode[]>();
    for (const unit of units) {
      if (unit.parent)
        byParent.set(unit.parent.id, [...(byParent.get(unit.parent.id) ?? []), unit]);
    }
    return {
      roots: units.filter((unit) => !unit.parent || !known.has(unit.parent.id)),
      childrenOf: (unit: UnitNode) => byParent.get(unit.id),
    };
  }, [units]);
  const columns = useMemo(
    () =>
      column.columns([
        column.accessor('name', {
          header: t('name'),
          size: 320,
          meta: { isFlexible: true },
          cell: ({ row: { original: unit } }) => (
            <GridLink href={unitPath(unit.id)}>{unit.name}</GridLink>
          ),
        }),
        column.accessor((unit) => unit.lead?.name ?? '', {
          id: 'lead',
          header: t('leadPerson'),
          size: 220,
          meta: { isSecondary: true },
          cell: ({ row: { original: unit } }) =>
            unit.lead ? <PersonChip person={unit.lead} /> : null,
        }),
        column.accessor('code', {
          header: t('code'),
          size: 140,
          meta: { phoneSize: 84 },
          cell: ({ row }) => <span className={styles.code}>{row.original.code}</span>,
        }),
        column.accessor('kind', {
          header: t('kind'),
          size: 140,
          meta: { isSecondary: true },
          cell: ({ row }) => <Tag>{t(`common:unitKind.${row.original.kind}`)}</Tag>,
        }),
      ]),
    [t],
  );
  return (
    <>
      <PageHeader title={t('title')} />
      <Sentence>{t('lead.tree', { count: units.length })}</Sentence>
      <SectionCard title={t('tree')}>
        {units.length > 0 ? (
          <DataGrid
            label={t('tree')}
            columns={columns}
            rows={roots}
            getRowId={(unit) => unit.id}
            getChildren={childrenOf}
            isExpandedAtFirst={true}
            onOpen={(unit) => void router.navigate({ href: unitPath(unit.id) })}
          />
        ) : (
          <EmptyState title={t('noUnits')} />
        )}
      </SectionCard>
    </>
  );
}
