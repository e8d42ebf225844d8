import { endpoint } from '@/shared/api/query';
import type { CompanyOverview } from '@/shared/api/types';

export const companyQuery = (cycle: string | undefined) =>
  endpoint<CompanyOverview>('/company', { cycle });
