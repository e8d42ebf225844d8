import { endpoint } from '@/shared/api/query';
import type { components } from '@/shared/api/schema.gen';

type Wire = components['schemas'];

export type KpiTree = Wire['KpiTree'];
export type KpiTreeNode = Wire['KpiTreeNode'];
export type KpiTreeEdge = Wire['KpiTreeEdge'];

export const kpiTreeQuery = (unit: string | undefined, asOf?: string) =>
  endpoint<KpiTree>('/kpi-tree', { unit, as_of: asOf });
