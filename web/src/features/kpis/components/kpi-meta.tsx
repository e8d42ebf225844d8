import { useTranslation } from 'react-i18next';
import { PersonChip } from '@/shared/ui/person-chip';
import { StatusTag } from '@/shared/ui/status-tag';
import { Tag } from '@/shared/ui/tag';
import type { Kpi } from '../wire';

/** The line under the title. */
export function KpiMeta({ kpi }: { kpi: Kpi }) {
  const { t } = useTranslation('kpis');
  return (
    <>
      {kpi.archived_at ? <StatusTag status="closed" /> : null}
      {kpi.status && !kpi.archived_at ? <StatusTag status={kpi.status} /> : null}
      <Tag>{kpi.perspective_name}</Tag>
      <Tag>{t(kpi.leading ? 'leading' : 'lagging')}</Tag>
      {kpi.owner ? <PersonChip person={kpi.owner} /> : null}
    </>
  );
}
