/** Where a number comes from. The only place that knows which endpoint explains which number. */
import { queryOptions } from '@tanstack/react-query';
import { get, type Query } from './http';
import type { Proof } from './types';

/** A number that can be opened. */
export type ProofTarget =
  | { of: 'objective'; id: string }
  /** `value`: not the progress but the value that it is made from. */
  | { of: 'key_result'; id: string; part?: 'value' }
  | { of: 'kpi'; id: string; unit?: string | null; person?: string | null; period?: string | null }
  /** The points that a KPI's value scores on its curve. */
  | { of: 'kpi_score'; id: string; unit?: string | null; period?: string | null }
  | { of: 'unit'; id: string; cycle?: string | null };

function question(target: ProofTarget): { path: string; query: Query } {
  switch (target.of) {
    case 'objective':
      return { path: `/objectives/${target.id}`, query: { explain: true } };
    case 'key_result':
      return { path: `/key-results/${target.id}`, query: { explain: true } };
    case 'kpi':
    case 'kpi_score':
      return {
        path: `/kpis/${target.id}`,
        query: {
          explain: true,
          unit: target.unit,
          person: target.of === 'kpi' ? target.person : undefined,
          grain: grainOf(target.period),
          period: target.period,
        },
      };
    case 'unit':
      return {
        path: `/units/${target.id}/score`,
        query: { explain: true, cycle: target.cycle },
      };
  }
}

/** A period says by its name how long it is: 2013-10-14, 2013-W41, 2013-10, 2013-Q4, 2013-H2, 2013. */
export function grainOf(period: string | null | undefined): string | undefined {
  if (!period) return undefined;
  if (/^\d{4}-\d{2}-\d{2}$/.test(period)) return 'day';
  if (/^\d{4}-W\d{2}$/.test(period)) return 'week';
  if (/^\d{4}-\d{2}$/.test(period)) return 'month';
  if (/^\d{4}-Q\d$/.test(period)) return 'quarter';
  if (/^\d{4}-H\d$/.test(period)) return 'half';
  return /^\d{4}$/.test(period) ? 'year' : undefined;
}

interface Explained {
  proof: Proof | null;
  score_proof?: Proof | null;
}

/** As of a past day it rests on what was known then. */
export function proofQuery(target: ProofTarget, asOf?: string) {
  const { path, query: asked } = question(target);
  const query = { ...asked, as_of: asOf };
  return queryOptions({
    queryKey: ['get', path, query] as const,
    queryFn: () => get<Explained>(path, query),
    select: (found) => (target.of === 'kpi_score' ? found.score_proof : found.proof) ?? null,
  });
}
