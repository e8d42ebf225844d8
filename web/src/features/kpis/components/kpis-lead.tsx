import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { Sentence } from '@/shared/ui/sentence';
import type { Kpi } from '../wire';

interface KpisLeadProps {
  kpis: Kpi[];
  /** More are there than have been fetched. */
  isCut: boolean;
}

/** How many hold their target, and which do not. */
export function KpisLead({ kpis, isCut }: KpisLeadProps) {
  const { t } = useTranslation('kpis');
  const { space } = useFormat();
  const having = (status: Kpi['status']) => kpis.filter((kpi) => kpi.status === status);
  const held = having('on_track').length;
  const judged = kpis.filter((kpi) => kpi.status !== null && kpi.status !== 'no_data').length;
  const behind = [...having('off_track'), ...having('at_risk')];
  const parts = [
    t(isCut ? 'lead.more' : 'lead.all', { count: kpis.length }),
    judged > 0 ? t('lead.held', { count: held, total: judged }) : null,
    behind.length > 0
      ? t('lead.missed', {
          names: behind
            .slice(0, 3)
            .map((kpi) => kpi.name)
            .join(t('lead.comma')),
        })
      : null,
  ];
  return <Sentence>{parts.filter(Boolean).join(space)}</Sentence>;
}
