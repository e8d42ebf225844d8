import { endpoint } from '@/shared/api/query';
import type { components } from '@/shared/api/schema.gen';
import type { KeyResult, ObjectiveOverview } from '@/shared/api/types';

export type CheckInSheet = components['schemas']['CheckInSheet'];
export type SheetRow = components['schemas']['SheetRow'];

export const sheetQuery = (cycle: string | undefined) =>
  endpoint<CheckInSheet>('/check-in-sheet', { cycle });

/** The key results of one objective, also those that others report on. */
export const objectiveQuery = (id: string) =>
  endpoint<ObjectiveOverview>(`/objectives/${id}/overview`);

export const keyResultQuery = (id: string) => endpoint<KeyResult>(`/key-results/${id}`);
