/** What the address of the list says. */
import type { UserRole } from '@/shared/api/types';
import { text, word } from '@/shared/lib/search';
import { type PeopleFilters, roles } from './api';

export const views = ['people', 'accounts'] as const;

export interface PeopleSearch {
  view?: (typeof views)[number] | undefined;
  q?: string | undefined;
  unit?: string | undefined;
  role?: UserRole | undefined;
  archived?: 'true' | undefined;
  direction?: PeopleFilters['direction'];
  new?: string | undefined;
}

export function parsePeopleSearch(search: Record<string, unknown>): PeopleSearch {
  return {
    view: word(search, 'view', views),
    q: text(search, 'q'),
    unit: text(search, 'unit'),
    role: word(search, 'role', roles),
    archived: word(search, 'archived', ['true']),
    direction: word(search, 'direction', ['descending']),
    new: text(search, 'new'),
  };
}

export function peopleFilters(search: PeopleSearch): PeopleFilters {
  const { q, unit, archived, direction } = search;
  return { q, unit, direction, archived: archived === 'true' || undefined };
}
