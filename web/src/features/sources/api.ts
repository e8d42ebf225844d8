import type { QueryClient } from '@tanstack/react-query';
import { patch, post } from '@/shared/api/http';
import { endpoint, invalidatePaths } from '@/shared/api/query';
import type { components } from '@/shared/api/schema.gen';
import type { Page, Session } from '@/shared/api/types';

type Wire = components['schemas'];

export type Source = Wire['Source'];
export type SourceRun = Wire['SourceRun'];
export type SourceSettings = Wire['SourceSettings'];
export type SourceKind = Wire['SourceKind'];
export type RejectedRow = Wire['RejectedSourceRow'];
export type Grain = Wire['Grain'];

/** What sort of failure; the server's words. */
export type Failure =
  | 'settings'
  | 'not_allowed'
  | 'unreachable'
  | 'timed_out'
  | 'refused'
  | 'unexpected'
  | 'too_much'
  | 'internal';

/** What a form about a source sends. */
export interface SourceValues {
  name: string;
  settings: SourceSettings;
  schedule: string | null;
  grain: Grain;
  periods_back: number;
  includes_current: boolean;
  is_enabled: boolean;
}

/** The server decides; this only hides what it would refuse. */
export const maySeeSources = (session: Session) => session.permissions.may_manage_kpis;

export const sourcesQuery = (isWithArchived: boolean) =>
  endpoint<Page<Source>>('/sources', { archived: isWithArchived || undefined, limit: 200 });
export const sourceQuery = (id: string) => endpoint<Source>(`/sources/${id}`);
export const runsQuery = (id: string) => endpoint<Page<SourceRun>>(`/sources/${id}/runs`);

export const createSource = (values: SourceValues) => post<Source>('/sources', values);
export const updateSource = (source: Source, values: Partial<SourceValues>) =>
  patch<Source>(`/sources/${source.id}`, { version: source.version, ...values });
export const setArchived = (id: string, verb: 'archive' | 'restore') =>
  post<Source>(`/sources/${id}/${verb}`);
export const runSource = (id: string, kind: 'run' | 'dry-run') =>
  post<SourceRun>(`/sources/${id}/${kind}`);

export const refreshSources = (client: QueryClient) => invalidatePaths(client, ['/sources']);
