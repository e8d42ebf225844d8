/** Where a number comes from. The only place that knows which endpoint explains which number. */
import { queryOptions } from '@tanstack/react-query';
import { get, type Query } from './http';
import type { Proof } from './types';

/** A number that can be opened. */
export type ProofTarget =
  | { of: 'objective'; id: string }
  /** `value`: not the progress but the value that it is made from. */
  | { of: 'key_result'; id: string; part?: 'value' }
  | { of: 'kpi'; id: string; unit?: string | null; period?: string | null }
  | { of: 'unit'; id: string; cycle?: string | null };

function question(target: ProofTarget): { path: string; query: Query } {
  switch (target.of) {
    case 'objective':
      return { path: `/objectives/${target.id}`, query: { explain: true } };
    case 'key_result':
      return { path: `/key-results/${target.id}`, query: { explain: true } };
    case 'kpi':
      return {
        path: `/kpis/${target.id}`,
        query: { explain: true, unit: target.unit, period: target.period },
      };
    case 'unit':
      return {
        path: `/units/${target.id}/score`,
        query: { explain: true, cycle: target.cycle },
      };
  }
}

export function proofQuery(target: ProofTarget) {
  const { path, query } = question(target);
  return queryOptions({
    queryKey: ['get', path, query] as const,
    queryFn: async () => (await get<{ proof: Proof | null }>(path, query)).proof ?? null,
  });
}
