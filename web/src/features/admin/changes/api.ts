import { infiniteQueryOptions } from '@tanstack/react-query';
import { get } from '@/shared/api/http';
import { endpoint } from '@/shared/api/query';
import type { Page, PersonRef } from '@/shared/api/types';
import type { User } from '../people/api';

export type Fact = Record<string, unknown>;

export interface Change {
  seq: number;
  at: string;
  actor: PersonRef | null;
  actor_name: string | null;
  actor_user_id: string | null;
  kind: string;
  entity: string;
  entity_id: string;
  title: string | null;
  objective_id: string | null;
  before: Fact | null;
  after: Fact;
  reason: string | null;
  request_id: string | null;
  hash: string;
  previous_hash: string;
}

export interface ChangeFilters {
  kind?: string | undefined;
  entity?: string | undefined;
  actor?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
}

export interface Verification {
  is_intact: boolean;
  checked: number;
  measurements: number;
  head_seq: number | null;
  head_hash: string | null;
  broken_seq: number | null;
  broken_because: string | null;
}

const pageSize = 100;

export const changesQuery = (filters: ChangeFilters) =>
  infiniteQueryOptions({
    queryKey: ['get', '/changes', filters] as const,
    queryFn: ({ pageParam }) =>
      get<Page<Change>>('/changes', {
        ...filters,
        limit: pageSize,
        cursor: pageParam || undefined,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor || undefined,
  });

export const verifyChanges = () => get<Verification>('/changes/verification');

export const actorsQuery = (q: string | undefined) =>
  endpoint<Page<User>>('/users', { q, limit: 50 });
