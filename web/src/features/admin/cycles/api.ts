import type { QueryClient } from '@tanstack/react-query';
import { patch, post } from '@/shared/api/http';
import { endpoint, invalidatePaths } from '@/shared/api/query';
import type { Changed, Cycle, CycleKind, CyclePhase, Page } from '@/shared/api/types';

export const cycleKinds: CycleKind[] = [
  'annual',
  'half',
  'quarter',
  'two_month',
  'month',
  'custom',
];

export interface ManagedCycle extends Cycle {
  version: number;
  parent: { id: string; name: string } | null;
  archived_at: string | null;
  may_edit: boolean;
}

export interface CycleValues {
  parent_id: string | null;
  name: string;
  kind: CycleKind;
  starts_on: string;
  /** First day after. */
  ends_on: string;
}

const steps: Record<CyclePhase, CyclePhase | null> = {
  planning: 'active',
  active: 'closing',
  closing: 'closed',
  closed: null,
};

/** A cycle only moves forward. */
export const nextPhase = (cycle: Pick<Cycle, 'phase'>): CyclePhase | null => steps[cycle.phase];

export const managedCyclesQuery = (isWithArchived: boolean) =>
  endpoint<Page<ManagedCycle>>('/cycles', {
    archived: isWithArchived || undefined,
    limit: 200,
  });

export const createCycle = (values: CycleValues) => post<Changed<ManagedCycle>>('/cycles', values);
export const updateCycle = (cycle: ManagedCycle, values: CycleValues) =>
  patch<Changed<ManagedCycle>>(`/cycles/${cycle.id}`, { version: cycle.version, ...values });
export const moveCycleOn = (cycle: ManagedCycle, phase: CyclePhase) =>
  post<Changed<ManagedCycle>>(`/cycles/${cycle.id}/phase`, { version: cycle.version, phase });

export const refreshCycles = (client: QueryClient) =>
  invalidatePaths(client, ['/cycles', '/company', '/units', '/people', '/objectives']);
