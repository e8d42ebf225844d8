import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { get, patch, post } from '@/shared/api/http';
import { invalidatePaths } from '@/shared/api/query';
import type { Changed, Page, PersonRef, UnitKind, UnitRef } from '@/shared/api/types';

export const unitKinds: UnitKind[] = ['company', 'site', 'department', 'team'];

export interface Unit {
  id: string;
  version: number;
  parent: UnitRef | null;
  code: string;
  name: string;
  kind: UnitKind;
  purpose: string;
  lead: PersonRef | null;
  position: number;
  child_count: number;
  archived_at: string | null;
  may_edit: boolean;
}

export interface UnitValues {
  parent_id: string | null;
  code: string;
  name: string;
  kind: UnitKind;
  purpose: string;
  lead_person_id: string | null;
}

const pageSize = 200;
/** A tree is shown whole; above this the list would have to be searched instead. */
const pagesMax = 50;

export const unitTreeQuery = (isWithArchived: boolean) =>
  queryOptions({
    queryKey: ['get', '/units', { archived: isWithArchived, whole: true }] as const,
    queryFn: async (): Promise<Unit[]> => {
      const units: Unit[] = [];
      let cursor: string | undefined;
      for (let page = 0; page < pagesMax; page += 1) {
        const answer = await get<Page<Unit>>('/units', {
          archived: isWithArchived || undefined,
          limit: pageSize,
          cursor,
        });
        units.push(...answer.items);
        if (!answer.next_cursor) break;
        cursor = answer.next_cursor;
      }
      return units;
    },
  });

export const createUnit = (values: UnitValues) => post<Changed<Unit>>('/units', values);
export const updateUnit = (unit: Unit, values: UnitValues) =>
  patch<Changed<Unit>>(`/units/${unit.id}`, { version: unit.version, ...values });

export const refreshUnits = (client: QueryClient) =>
  invalidatePaths(client, ['/units', '/company', '/people']);
