/** What the address of the list says: its filters, its order, and whether a new objective is being written. */
import type { ObjectiveState, Status } from '@/shared/api/types';
import { asOfIn } from '@/shared/lib/as-of';
import { text, word } from '@/shared/lib/search';
import type { ObjectiveFilters } from './api';

export const statuses: Status[] = [
  'on_track',
  'at_risk',
  'off_track',
  'done',
  'no_data',
  'not_started',
];
export const states: ObjectiveState[] = ['draft', 'published', 'closed'];
const sorts = ['title', '-title', 'updated_at', '-updated_at', 'created_at', '-created_at'];

export interface ObjectivesSearch extends ObjectiveFilters {
  new?: string | undefined;
}

export function parseObjectivesSearch(search: Record<string, unknown>): ObjectivesSearch {
  return {
    cycle: text(search, 'cycle'),
    status: word(search, 'status', statuses),
    state: word(search, 'state', states),
    unit: text(search, 'unit'),
    person: text(search, 'person'),
    pillar: text(search, 'pillar'),
    q: text(search, 'q'),
    sort: word(search, 'sort', sorts),
    new: text(search, 'new'),
    as_of: asOfIn(search),
  };
}

export function hasFilters({
  new: _,
  sort: __,
  as_of: ___,
  ...filters
}: ObjectivesSearch): boolean {
  return Object.values(filters).some((value) => value !== undefined);
}
