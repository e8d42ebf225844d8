import type { QueryClient } from '@tanstack/react-query';
import { patch, post, remove } from '@/shared/api/http';
import { endpoint, invalidatePaths } from '@/shared/api/query';
import type { Page } from '@/shared/api/types';
import type { Influence, KpiDriver } from './wire';

export interface DriverValues {
  driver_kpi_id: string;
  driven_kpi_id: string;
  influence: Influence;
  note: string | null;
}

/** What drives a KPI and what it drives; its evidence is of the unit's past. */
export const driversQuery = (kpi: string, unit: string | undefined) =>
  endpoint<Page<KpiDriver>>('/kpi-drivers', { kpi, unit });

/** The two KPIs of a driver do not change; another pair is another driver. */
export function saveDriver(driver: KpiDriver | null, values: DriverValues) {
  if (!driver) return post<KpiDriver>('/kpi-drivers', values);
  const { influence, note } = values;
  const edit = { version: driver.version, influence, note: note || null };
  return patch<KpiDriver>(`/kpi-drivers/${driver.id}`, edit);
}

export const endDriver = (id: string) => remove<void>(`/kpi-drivers/${id}`);

export const refreshDrivers = (client: QueryClient) =>
  invalidatePaths(client, ['/kpi-drivers', '/kpi-tree', '/changes']);
