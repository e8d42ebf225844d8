import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { Sentence } from '@/shared/ui/sentence';
import type { TreeGraph } from '../graph';

interface TreeLeadProps {
  graph: TreeGraph;
  looseCount: number;
  isCut: boolean;
}

/** How many KPIs are tied, how, and what the past says of what is believed. */
export function TreeLead({ graph, looseCount, isCut }: TreeLeadProps) {
  const { t } = useTranslation('kpi-tree');
  const { space } = useFormat();
  const drivers = graph.edges.flatMap(({ driver }) => (driver ? [driver] : []));
  const computed = graph.nodes.filter((node) => node.is_computed).length;
  const saying = (verdict: string) =>
    drivers.filter(({ evidence }) => evidence?.verdict === verdict).length;
  const [supported, contradicted] = [saying('supports'), saying('contradicts')];
  const parts = [
    t('lead.kpis', { count: graph.nodes.length }),
    computed > 0 ? t('lead.computed', { count: computed }) : null,
    drivers.length > 0 ? t('lead.drivers', { count: drivers.length }) : null,
    supported > 0 ? t('lead.supported', { count: supported }) : null,
    contradicted > 0 ? t('lead.contradicted', { count: contradicted }) : null,
    looseCount > 0 ? t('lead.loose', { count: looseCount }) : null,
    isCut ? t('lead.cut', { count: graph.nodes.length }) : null,
  ];
  return <Sentence>{parts.filter(Boolean).join(space)}</Sentence>;
}
