import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { driversQuery } from '@/shared/drivers/api';
import { EvidenceText } from '@/shared/drivers/evidence-text';
import { InfluenceMark } from '@/shared/drivers/influence-mark';
import { useEnding } from '@/shared/drivers/use-ending';
import type { KpiDriver } from '@/shared/drivers/wire';
import { kpiPath } from '@/shared/lib/paths';
import { AppLink } from '@/shared/ui/app-link';
import { EmptyState } from '@/shared/ui/empty-state';
import { RowMenu } from '@/shared/ui/row-menu';
import { SectionCard } from '@/shared/ui/section-card';
import type { Kpi } from '../wire';
import styles from './drivers-card.module.css';

const DriverDrawer = lazy(() =>
  import('@/shared/drivers/driver-drawer').then((module) => ({ default: module.DriverDrawer })),
);

/** What drives the KPI and what it drives, with what the past of the unit says. */
export function DriversCard({ kpi, unit }: { kpi: Kpi; unit: string | undefined }) {
  const { t } = useTranslation('kpis');
  const { data } = useQuery(driversQuery(kpi.id, unit));
  const [form, setForm] = useState<KpiDriver | 'new' | null>(null);
  const ending = useEnding();
  const items = data?.items ?? [];
  const list = (title: string, end: 'driver' | 'driven') => {
    const own = items.filter((item) => item[end].id !== kpi.id);
    if (own.length === 0) return null;
    return (
      <div>
        <h3>{title}</h3>
        <ul>
          {own.map((item) => (
            <DriverItem
              key={item.id}
              item={item}
              end={end}
              onEdit={() => setForm(item)}
              onEnd={() => ending.ask(item)}
            />
          ))}
        </ul>
      </div>
    );
  };
  const isOpen = kpi.may_edit && !kpi.archived_at;
  return (
    <SectionCard
      title={t('drivers.title')}
      actions={
        isOpen ? (
          <Button type="link" size="small" onClick={() => setForm('new')}>
            {t('drivers.add')}
          </Button>
        ) : null
      }
    >
      {data && items.length === 0 ? (
        <EmptyState isSmall={true} title={t('drivers.none')} hint={t('drivers.noneHint')} />
      ) : (
        <div className={styles.lists}>
          {list(t('drivers.drivenBy'), 'driver')}
          {list(t('drivers.drives'), 'driven')}
        </div>
      )}
      {ending.dialog}
      {form ? (
        <Suspense fallback={null}>
          <DriverDrawer
            driver={form === 'new' ? null : form}
            known={{ driven: { id: kpi.id, name: kpi.name } }}
            onClose={() => setForm(null)}
          />
        </Suspense>
      ) : null}
    </SectionCard>
  );
}

interface DriverItemProps {
  item: KpiDriver;
  end: 'driver' | 'driven';
  onEdit: () => void;
  onEnd: () => void;
}

function DriverItem({ item, end, onEdit, onEnd }: DriverItemProps) {
  const { t } = useTranslation(['kpis', 'common', 'drivers']);
  const other = item[end];
  return (
    <li>
      <div className={styles.head}>
        <AppLink href={kpiPath(other.id)}>{other.name}</AppLink>
        <InfluenceMark influence={item.influence} />
        {item.may_edit ? (
          <RowMenu
            name={other.name}
            actions={[
              { key: 'edit', label: t('common:action.edit'), run: onEdit },
              { key: 'end', label: t('drivers:end.action'), run: onEnd, isDangerous: true },
            ]}
          />
        ) : null}
      </div>
      {item.note ? <p>{item.note}</p> : null}
      <EvidenceText evidence={item.evidence} />
    </li>
  );
}
