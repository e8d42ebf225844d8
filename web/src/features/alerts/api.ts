import { infiniteQueryOptions, keepPreviousData, type QueryClient } from '@tanstack/react-query';
import { get, post } from '@/shared/api/http';
import { endpoint, invalidatePaths } from '@/shared/api/query';
import type { components } from '@/shared/api/schema.gen';
import type { KeyResult, Page } from '@/shared/api/types';

type Wire = components['schemas'];

export type Alert = Wire['Alert'];
export type AlertKind = Wire['AlertKind'];
export type RecoveryProposal = Wire['RecoveryProposal'];
export type RecoveryAim = Wire['RecoveryAim'];

/** What is to mend it: nothing that is known yet, a goal that exists, or an objective that is opened for it. */
export const mendings = ['nothing', 'goal', 'recovery'] as const;
export type Mending = (typeof mendings)[number];

export interface Acknowledgement {
  cause: string;
  mending: Mending;
  objective_id?: string | null;
  /** Null is the whole objective. */
  key_result_id?: string | null;
  recovery?: {
    cycle_id: string | null;
    title: string;
    owner_unit_id: string | null;
    owner_person_id: string | null;
  };
}

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

/** What an objective that mends the alert would be, in a cycle or in the running one. */
export const recoveryQuery = (alert: Alert, cycle: string | undefined) => ({
  ...endpoint<RecoveryProposal>(`/alerts/${alert.id}/recovery`, { cycle }),
  placeholderData: keepPreviousData,
});

/** The key results of an objective, to choose one from. */
export const keyResultsQuery = (objective: string) =>
  endpoint<Page<KeyResult>>('/key-results', { objective, limit: 200 });

export const acknowledge = (alert: Alert, { cause, ...values }: Acknowledgement) =>
  post<Alert>(`/alerts/${alert.id}/acknowledge`, {
    version: alert.version,
    cause,
    ...mendingOf(alert, values),
  });

function mendingOf(alert: Alert, values: Omit<Acknowledgement, 'cause'>) {
  const { mending, objective_id, key_result_id, recovery } = values;
  if (mending === 'recovery') return { recovery };
  if (mending === 'nothing') {
    // What is linked and not shown stays: nobody unlinks what they do not see.
    return alert.objective ? { objective_id: null } : {};
  }
  return key_result_id ? { key_result_id } : { objective_id };
}

export const refreshAlerts = (client: QueryClient) =>
  invalidatePaths(client, ['/alerts', '/company', '/units', '/people', '/objectives']);
