import { useTranslation } from 'react-i18next';
import type { Cycle } from '@/shared/api/types';
import { useFormat } from '@/shared/lib/use-format';
import { Sentence } from '@/shared/ui/sentence';
import { type AlignmentGraph, edgesUp } from '../graph';

interface AlignmentLeadProps {
  graph: AlignmentGraph;
  cycle: Cycle;
  looseCount: number;
  isCut: boolean;
}

/** How many objectives are aligned, how many hang loose, and how they stand. */
export function AlignmentLead({ graph, cycle, looseCount, isCut }: AlignmentLeadProps) {
  const { t } = useTranslation('alignment');
  const format = useFormat();
  const { space } = format;
  const own = graph.nodes.filter((node) => !node.is_of_outer_cycle);
  const aligned = own.filter((node) => edgesUp(graph, node.id).length > 0).length;
  const behind = own.filter(({ score }) => ['at_risk', 'off_track'].includes(score.status)).length;
  const parts = [
    aligned === own.length
      ? t('lead.all', { count: aligned, cycle: format.cycle(cycle) })
      : t('lead.aligned', { count: aligned, total: own.length, cycle: format.cycle(cycle) }),
    looseCount > 0 ? t('lead.loose', { count: looseCount }) : null,
    behind > 0 ? t('lead.behind', { count: behind }) : t('lead.allPace'),
    isCut ? t('lead.cut', { count: graph.nodes.length }) : null,
  ];
  return <Sentence>{parts.filter(Boolean).join(space)}</Sentence>;
}
