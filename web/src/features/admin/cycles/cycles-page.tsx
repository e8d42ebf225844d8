import { useSuspenseQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataGrid } from '@/shared/ui/data-grid/data-grid';
import { EmptyState } from '@/shared/ui/empty-state';
import { Icon } from '@/shared/ui/icon';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { useAdminPage } from '../components/admin-page';
import { useArchiving } from '../use-archiving';
import { type ManagedCycle, managedCyclesQuery } from './api';
import { CyclesLead } from './cycles-lead';
import { PhaseDialog } from './phase-dialog';
import { type CycleAction, useCycleColumns } from './use-cycle-columns';

const CycleDrawer = lazy(() =>
  import('./cycle-drawer').then((module) => ({ default: module.CycleDrawer })),
);

type Panel =
  | { kind: 'form'; cycle: ManagedCycle | null; parent: ManagedCycle | null }
  | { kind: 'phase'; cycle: ManagedCycle };

/** The periods that goals live in, nested, each with its phase. */
export function CyclesPage() {
  const { t } = useTranslation('admin');
  const [isWithArchived, setIsWithArchived] = useState(false);
  const [panel, setPanel] = useState<Panel | null>(null);
  const { data } = useSuspenseQuery(managedCyclesQuery(isWithArchived));
  const cycles = data.items;
  const { archive, restore } = useArchiving('cycles', ['/company', '/units', '/people']);
  const onAction = useCallback(
    (action: CycleAction, cycle: ManagedCycle) => {
      if (action === 'edit') setPanel({ kind: 'form', cycle, parent: null });
      else if (action === 'add') setPanel({ kind: 'form', cycle: null, parent: cycle });
      else if (action === 'phase') setPanel({ kind: 'phase', cycle });
      else if (action === 'archive') archive(cycle);
      else restore(cycle);
    },
    [archive, restore],
  );
  const columns = useCycleColumns(onAction);
  const { roots, childrenOf } = useMemo(() => nested(cycles), [cycles]);
  useAdminPage(t('section.cycles'));
  const create = (
    <Button
      type="primary"
      icon={<Icon name="add" />}
      onClick={() => setPanel({ kind: 'form', cycle: null, parent: null })}
    >
      {t('cycles.create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('section.cycles')} actions={create} />
      <CyclesLead cycles={cycles} />
      <SectionCard
        title={t('cycles.list')}
        actions={
          <Checkbox
            checked={isWithArchived}
            onChange={(event) => setIsWithArchived(event.target.checked)}
          >
            {t('filter.archived')}
          </Checkbox>
        }
      >
        {cycles.length > 0 ? (
          <DataGrid<ManagedCycle>
            label={t('cycles.list')}
            columns={columns}
            rows={roots}
            rowHeight={44}
            getRowId={(cycle) => cycle.id}
            getChildren={childrenOf}
            isExpandedAtFirst={true}
            onOpen={(cycle) => (cycle.may_edit ? onAction('edit', cycle) : undefined)}
          />
        ) : (
          <EmptyState title={t('cycles.none')} hint={t('cycles.noneHint')} action={create} />
        )}
      </SectionCard>
      {panel?.kind === 'form' ? (
        <Suspense fallback={null}>
          <CycleDrawer
            key={panel.cycle?.id ?? 'new'}
            cycle={panel.cycle}
            parent={panel.parent}
            cycles={cycles}
            onClose={() => setPanel(null)}
          />
        </Suspense>
      ) : null}
      {panel?.kind === 'phase' ? (
        <PhaseDialog cycle={panel.cycle} onClose={() => setPanel(null)} />
      ) : null}
    </>
  );
}

function nested(cycles: ManagedCycle[]) {
  const known = new Set(cycles.map((cycle) => cycle.id));
  const isInside = (cycle: ManagedCycle) => cycle.parent !== null && known.has(cycle.parent.id);
  return {
    roots: cycles.filter((cycle) => !isInside(cycle)),
    childrenOf: (cycle: ManagedCycle) => {
      const inside = cycles.filter((other) => other.parent?.id === cycle.id);
      return inside.length > 0 ? inside : undefined;
    },
  };
}
