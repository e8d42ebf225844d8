import { useSuspenseQuery } from '@tanstack/react-query';
import { Button, Checkbox } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/shared/ui/empty-state';
import { Icon } from '@/shared/ui/icon';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { Sentence } from '@/shared/ui/sentence';
import { useAdminPage } from '../components/admin-page';
import { OrderedRows } from '../components/ordered-rows';
import { managedPillarsQuery, orderPillars, type Pillar, refreshPillars } from './api';

const PillarDrawer = lazy(() =>
  import('./pillar-drawer').then((module) => ({ default: module.PillarDrawer })),
);

/** The themes that company objectives serve, in the order in which the company shows them. */
export function PillarsPage() {
  const { t } = useTranslation('admin');
  const [isWithArchived, setIsWithArchived] = useState(false);
  const [panel, setPanel] = useState<{ pillar: Pillar | null } | null>(null);
  const { data } = useSuspenseQuery(managedPillarsQuery(isWithArchived));
  const pillars = data.items;
  const inUse = pillars.filter((pillar) => !pillar.archived_at);
  useAdminPage(t('section.pillars'));
  const create = (
    <Button type="primary" icon={<Icon name="add" />} onClick={() => setPanel({ pillar: null })}>
      {t('pillars.create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('section.pillars')} actions={create} />
      <Sentence>{t('pillars.lead', { count: inUse.length })}</Sentence>
      <SectionCard
        title={t('pillars.list')}
        actions={
          <Checkbox
            checked={isWithArchived}
            onChange={(event) => setIsWithArchived(event.target.checked)}
          >
            {t('filter.archived')}
          </Checkbox>
        }
      >
        {pillars.length > 0 ? (
          <OrderedRows<Pillar>
            noun="strategic-pillars"
            paths={['/company', '/objectives']}
            items={pillars}
            detail={({ description }) => (description ? <span>{description}</span> : null)}
            order={orderPillars}
            refresh={refreshPillars}
            onEdit={(pillar) => setPanel({ pillar })}
          />
        ) : (
          <EmptyState title={t('pillars.none')} hint={t('pillars.noneHint')} action={create} />
        )}
      </SectionCard>
      {panel ? (
        <Suspense fallback={null}>
          <PillarDrawer
            pillar={panel.pillar}
            position={inUse.length + 1}
            onClose={() => setPanel(null)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
