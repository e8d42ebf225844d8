/** What several pages of administration do in the same way. */
import { post } from '@/shared/api/http';

export type ArchivableNoun =
  | 'people'
  | 'units'
  | 'cycles'
  | 'strategic-pillars'
  | 'kpi-perspectives';

export const archive = (noun: ArchivableNoun, id: string) =>
  post<unknown>(`/${noun}/${id}/archive`);
export const restore = (noun: ArchivableNoun, id: string) =>
  post<unknown>(`/${noun}/${id}/restore`);
