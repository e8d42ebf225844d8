import { endpoint } from '@/shared/api/query';
import type { UnitOverview } from '@/shared/api/types';

export const unitQuery = (id: string, cycle: string | undefined, asOf?: string) =>
  endpoint<UnitOverview>(`/units/${id}/overview`, { cycle, as_of: asOf });
