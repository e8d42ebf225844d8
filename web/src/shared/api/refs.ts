/** Small lists that forms and headers choose from: cycles, units, people, pillars, KPIs, objectives. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from './http';
import type { Cycle, KpiRef, Objective, Page, PersonRef, UnitKind, UnitRef } from './types';

const longEnough = 5 * 60_000;
const listMax = 200;

function list<T>(path: string, query: Record<string, string | number | undefined>) {
  return queryOptions({
    queryKey: ['get', path, query] as const,
    queryFn: () => get<Page<T>>(path, query),
    staleTime: longEnough,
    select: (page: Page<T>) => page.items,
  });
}

export interface UnitNode extends UnitRef {
  parent: UnitRef | null;
  kind: UnitKind;
  lead: PersonRef | null;
  position: number;
  archived_at: string | null;
}

export const cyclesQuery = list<Cycle>('/cycles', { limit: listMax });
/** Pages of the tree that are asked for at most: 5,000 units. */
const unitPagesMax = 25;

/** The whole tree: a page of it would have branches without their stem. */
export const unitsQuery = queryOptions({
  queryKey: ['get', '/units', { limit: listMax }] as const,
  queryFn: async () => {
    const units: UnitNode[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < unitPagesMax; page++) {
      const { items, next_cursor } = await get<Page<UnitNode>>('/units', {
        limit: listMax,
        cursor,
      });
      units.push(...items);
      if (!next_cursor) break;
      cursor = next_cursor;
    }
    return units;
  },
  staleTime: longEnough,
});
export const pillarsQuery = list<{ id: string; name: string }>('/strategic-pillars', {
  limit: listMax,
});

export const perspectivesQuery = list<{ id: string; code: string; name: string }>(
  '/kpi-perspectives',
  { limit: listMax },
);

/** Lists that may be long are asked by what was typed. */
export const peopleSearchQuery = (q: string) => ({
  ...list<PersonRef>('/people', { q: q || undefined, limit: 50 }),
  placeholderData: keepPreviousData,
});
export const kpiSearchQuery = (q: string) => ({
  ...list<KpiRef>('/kpis', { q: q || undefined, limit: 50 }),
  placeholderData: keepPreviousData,
});
export const objectiveSearchQuery = (q: string) => ({
  ...list<Objective>('/objectives', { q: q || undefined, limit: 50 }),
  placeholderData: keepPreviousData,
});
