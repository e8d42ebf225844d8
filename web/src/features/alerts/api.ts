import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { get, post } from '@/shared/api/http';
import { endpoint, invalidatePaths } from '@/shared/api/query';
import type { components } from '@/shared/api/schema.gen';
import type { Page } from '@/shared/api/types';

type Wire = components['schemas'];

export type Alert = Wire['Alert'];
export type AlertKind = Wire['AlertKind'];
export type Acknowledgement = Omit<Wire['AlertAcknowledgement'], 'version'>;

/** Where alerts stand; the server's `current` holds when nothing is said. */
export const alertStates = ['current', 'open', 'acknowledged', 'closed', 'any'] as const;
export type AlertFilter = (typeof alertStates)[number];

export interface AlertFilters {
  state?: AlertFilter | undefined;
  kind?: AlertKind | undefined;
  kpi?: string | undefined;
  mine?: boolean | undefined;
}

const pageSize = 100;

export const alertListQuery = (filters: AlertFilters) =>
  infiniteQueryOptions({
    queryKey: ['get', '/alerts', filters] as const,
    queryFn: ({ pageParam }) =>
      get<Page<Alert>>('/alerts', { ...filters, limit: pageSize, cursor: pageParam || undefined }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor || undefined,
  });

export const alertCountQuery = endpoint<Wire['AlertCount']>('/alerts/count');

export const acknowledge = (alert: Alert, values: Acknowledgement) =>
  post<Alert>(`/alerts/${alert.id}/acknowledge`, { version: alert.version, ...values });

export const refreshAlerts = (client: QueryClient) =>
  invalidatePaths(client, ['/alerts', '/company', '/units', '/people']);
