/** The library under headings: runs of KPIs that stand together, in the order of the server. */
import type { Kpi, KpiSort } from './wire';

export interface KpiGroup {
  key: string;
  /** The name of the perspective; the category is put into words by who shows it. */
  name: string;
  kpis: Kpi[];
}

export type Grouping = Extract<KpiSort, 'category' | 'perspective'>;

export const groupingOf = (sort: KpiSort | undefined): Grouping | undefined =>
  sort === 'category' || sort === 'perspective' ? sort : undefined;

export function groupsOf(kpis: Kpi[], by: Grouping): KpiGroup[] {
  const groups: KpiGroup[] = [];
  for (const kpi of kpis) {
    const key = kpi[by];
    const last = groups.at(-1);
    if (last?.key === key) last.kpis.push(kpi);
    else groups.push({ key, name: by === 'perspective' ? kpi.perspective_name : key, kpis: [kpi] });
  }
  return groups;
}
