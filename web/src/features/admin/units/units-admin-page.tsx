import { useSuspenseQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { DataGrid } from '@/shared/ui/data-grid/data-grid';
import { Icon } from '@/shared/ui/icon';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { Sentence } from '@/shared/ui/sentence';
import { useAdminPage } from '../components/admin-page';
import { useArchiving } from '../use-archiving';
import { type Unit, unitTreeQuery } from './api';
import { unitTree } from './tree';
import { type UnitAction, useUnitColumns } from './use-unit-columns';

const UnitDrawer = lazy(() =>
  import('./unit-drawer').then((module) => ({ default: module.UnitDrawer })),
);

type Panel = { unit: Unit | null; parent: string | null };

/** The tree of the organisation: created, edited, moved, led, archived here. */
export function UnitsAdminPage() {
  const { t } = useTranslation('admin');
  const { space } = useFormat();
  const [isWithArchived, setIsWithArchived] = useState(false);
  const [panel, setPanel] = useState<Panel | null>(null);
  const { data: units } = useSuspenseQuery(unitTreeQuery(isWithArchived));
  const { archive, restore } = useArchiving('units', ['/company', '/people']);
  const tree = useMemo(() => unitTree(units), [units]);
  const onAction = useCallback(
    (action: UnitAction, unit: Unit) => {
      if (action === 'edit') setPanel({ unit, parent: null });
      else if (action === 'add') setPanel({ unit: null, parent: unit.id });
      else if (action === 'archive') archive(unit);
      else restore(unit);
    },
    [archive, restore],
  );
  const columns = useUnitColumns(onAction);
  useAdminPage(t('section.units'));
  const leaderless = units.filter((unit) => !unit.lead && !unit.archived_at).length;
  return (
    <>
      <PageHeader
        title={t('section.units')}
        actions={
          <Button
            type="primary"
            icon={<Icon name="add" />}
            onClick={() => setPanel({ unit: null, parent: tree.roots[0]?.id ?? null })}
          >
            {t('units.create')}
          </Button>
        }
      />
      <Sentence>
        {t('units.lead.tree', { count: units.length, levels: tree.depth + 1 })}
        {space}
        {leaderless > 0 ? t('units.lead.leaderless', { count: leaderless }) : t('units.lead.led')}
      </Sentence>
      <SectionCard
        title={t('units.tree')}
        actions={
          <Checkbox
            checked={isWithArchived}
            onChange={(event) => setIsWithArchived(event.target.checked)}
          >
            {t('filter.archived')}
          </Checkbox>
        }
      >
        <DataGrid<Unit>
          label={t('units.tree')}
          columns={columns}
          rows={tree.roots}
          getRowId={(unit) => unit.id}
          getChildren={tree.childrenOf}
          isExpandedAtFirst={true}
          onOpen={(unit) => onAction('edit', unit)}
        />
      </SectionCard>
      {panel ? (
        <Suspense fallback={null}>
          <UnitDrawer
            key={panel.unit?.id ?? 'new'}
            unit={panel.unit}
            defaultParent={panel.parent}
            onClose={() => setPanel(null)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
