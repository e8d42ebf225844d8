import { endpoint } from '@/shared/api/query';
import type { CompanyOverview } from '@/shared/api/types';

export const companyQuery = (cycle: string | undefined, asOf?: string) =>
  endpoint<CompanyOverview>('/company', { cycle, as_of: asOf });
