import { useTranslation } from 'react-i18next';
import type { PersonOverview } from '@/shared/api/types';
import { useFormat } from '@/shared/lib/use-format';
import { Sentence } from '@/shared/ui/sentence';

interface PersonLeadProps {
  overview: PersonOverview;
  isMine: boolean;
}

export function PersonLead({ overview, isMine }: PersonLeadProps) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const { cycle, due, key_result_counts: counts } = overview;
  if (!cycle) return <Sentence>{t('lead.noCycle')}</Sentence>;
  const behind = counts.at_risk + counts.off_track;
  const parts = [
    t('lead.time', { cycle: format.cycle(cycle), elapsed: format.percent(cycle.elapsed) }),
    counts.total === 0
      ? t(isMine ? 'lead.noneMine' : 'lead.none')
      : behind > 0
        ? t(isMine ? 'lead.behindMine' : 'lead.behind', { count: behind, total: counts.total })
        : t(isMine ? 'lead.paceMine' : 'lead.pace', { count: counts.total }),
    isMine && due.length > 0 ? t('lead.due', { count: due.length }) : '',
  ];
  return <Sentence>{parts.filter(Boolean).join(format.space)}</Sentence>;
}
