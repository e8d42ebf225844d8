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
import {
  managedPerspectivesQuery,
  orderPerspectives,
  type Perspective,
  refreshPerspectives,
} from './api';

const PerspectiveDrawer = lazy(() =>
  import('./perspective-drawer').then((module) => ({ default: module.PerspectiveDrawer })),
);

/** The views of the business that KPIs are arranged under. */
export function PerspectivesPage() {
  const { t } = useTranslation('admin');
  const [isWithArchived, setIsWithArchived] = useState(false);
  const [panel, setPanel] = useState<{ perspective: Perspective | null } | null>(null);
  const { data } = useSuspenseQuery(managedPerspectivesQuery(isWithArchived));
  const inUse = data.items.filter(({ archived_at }) => !archived_at);
  useAdminPage(t('section.perspectives'));
  const create = (
    <Button
      type="primary"
      icon={<Icon name="add" />}
      onClick={() => setPanel({ perspective: null })}
    >
      {t('perspectives.create')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('section.perspectives')} actions={create} />
      <Sentence>{t('perspectives.lead', { count: inUse.length })}</Sentence>
      <SectionCard
        title={t('perspectives.list')}
        actions={
          <Checkbox
            checked={isWithArchived}
            onChange={(event) => setIsWithArchived(event.target.checked)}
          >
            {t('filter.archived')}
          </Checkbox>
        }
      >
        {data.items.length > 0 ? (
          <OrderedRows<Perspective>
            noun="kpi-perspectives"
            paths={['/kpis', '/kpi-catalogue']}
            items={data.items}
            detail={({ code, kpis }) => (
              <span>
                {code} · {t('perspectives.kpis', { count: kpis })}
              </span>
            )}
            order={orderPerspectives}
            refresh={refreshPerspectives}
            onEdit={(perspective) => setPanel({ perspective })}
          />
        ) : (
          <EmptyState
            title={t('perspectives.none')}
            hint={t('perspectives.noneHint')}
            action={create}
          />
        )}
      </SectionCard>
      {panel ? (
        <Suspense fallback={null}>
          <PerspectiveDrawer
            perspective={panel.perspective}
            position={inUse.length + 1}
            onClose={() => setPanel(null)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
