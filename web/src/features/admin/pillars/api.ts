import type { QueryClient } from '@tanstack/react-query';
import { patch, post } from '@/shared/api/http';
import { endpoint, invalidatePaths } from '@/shared/api/query';
import type { Page } from '@/shared/api/types';

export interface Pillar {
  id: string;
  version: number;
  name: string;
  description: string;
  position: number;
  archived_at: string | null;
}

export interface PillarValues {
  name: string;
  description: string;
}

export const managedPillarsQuery = (isWithArchived: boolean) =>
  endpoint<Page<Pillar>>('/strategic-pillars', {
    archived: isWithArchived || undefined,
    limit: 200,
  });

export const createPillar = (values: PillarValues & { position: number }) =>
  post<Pillar>('/strategic-pillars', values);
export const updatePillar = (
  pillar: Pillar,
  values: Partial<PillarValues & Pick<Pillar, 'position'>>,
) => patch<Pillar>(`/strategic-pillars/${pillar.id}`, { version: pillar.version, ...values });

/** Gives the pillars the places in which they are listed; those that stand right already are left alone. */
export async function orderPillars(pillars: Pillar[]): Promise<void> {
  for (const [index, pillar] of pillars.entries()) {
    if (pillar.position !== index + 1) await updatePillar(pillar, { position: index + 1 });
  }
}

export const refreshPillars = (client: QueryClient) =>
  invalidatePaths(client, ['/strategic-pillars', '/company', '/objectives']);
