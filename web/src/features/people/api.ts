import { endpoint } from '@/shared/api/query';
import type { PersonOverview } from '@/shared/api/types';

export const personQuery = (id: string, cycle: string | undefined, asOf?: string) =>
  endpoint<PersonOverview>(`/people/${id}/overview`, { cycle, as_of: asOf });
