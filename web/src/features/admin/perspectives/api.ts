import type { QueryClient } from '@tanstack/react-query';
import { patch, post } from '@/shared/api/http';
import { endpoint, invalidatePaths } from '@/shared/api/query';
import type { components } from '@/shared/api/schema.gen';
import type { Page } from '@/shared/api/types';

type Wire = components['schemas'];

export type Perspective = Wire['KpiPerspective'];

export type PerspectiveValues = Required<Omit<Wire['NewKpiPerspective'], 'position'>>;

export const managedPerspectivesQuery = (isWithArchived: boolean) =>
  endpoint<Page<Perspective>>('/kpi-perspectives', {
    archived: isWithArchived || undefined,
    limit: 200,
  });

export const createPerspective = (values: PerspectiveValues & { position: number }) =>
  post<Perspective>('/kpi-perspectives', values);

export const updatePerspective = (
  perspective: Perspective,
  values: Partial<Pick<Perspective, 'name' | 'names' | 'position'>>,
) =>
  patch<Perspective>(`/kpi-perspectives/${perspective.id}`, {
    version: perspective.version,
    ...values,
  });

/** Gives the perspectives the places in which they are listed; those that stand right already are left alone. */
export async function orderPerspectives(perspectives: Perspective[]): Promise<void> {
  for (const [index, perspective] of perspectives.entries()) {
    if (perspective.position !== index + 1) {
      await updatePerspective(perspective, { position: index + 1 });
    }
  }
}

export const refreshPerspectives = (client: QueryClient) =>
  invalidatePaths(client, ['/kpi-perspectives', '/kpis', '/kpi-catalogue']);
