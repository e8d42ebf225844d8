import { queryOptions } from '@tanstack/react-query';
import { post } from '@/shared/api/http';
import { endpoint } from '@/shared/api/query';
import type { DivisionKind, Grain, TargetCascade, TargetDivision } from './wire';

export interface CascadeQuestion {
  unit?: string | undefined;
  grain?: Grain | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** The day whose knowledge is shown; now when absent. */
  as_of?: string | undefined;
}

export const targetCascadeQuery = (kpi: string, question: CascadeQuestion) =>
  endpoint<TargetCascade>(`/kpis/${kpi}/target-cascade`, { ...question });

export type DivisionBody = Record<string, unknown>;

const divide = (kpi: string, kind: DivisionKind, body: DivisionBody) =>
  post<TargetDivision>(`/kpis/${kpi}/targets/${kind}`, body);

/** What dividing would give; nothing is written. */
export const divisionPreviewQuery = (
  kpi: string,
  kind: DivisionKind,
  body: DivisionBody,
  isReady: boolean,
) =>
  queryOptions({
    queryKey: ['preview', kpi, kind, body] as const,
    queryFn: () => divide(kpi, kind, { ...body, preview: true }),
    enabled: isReady,
    retry: false,
    // What it rests on may have changed by the next time the drawer opens.
    gcTime: 0,
  });

export const applyDivision = (
  kpi: string,
  kind: DivisionKind,
  body: DivisionBody,
  reason: string | undefined,
) => divide(kpi, kind, { ...body, reason: reason || undefined });
