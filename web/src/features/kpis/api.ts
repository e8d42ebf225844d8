import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { get, patch, post } from '@/shared/api/http';
import type { Written } from '@/shared/api/moved';
import { endpoint, invalidatePaths } from '@/shared/api/query';
import type { KpiLink, Page } from '@/shared/api/types';
import type {
  Breakdown,
  Forecast,
  Grain,
  Kpi,
  KpiSort,
  KpiTarget,
  KpiValues,
  Measurement,
  MeasurementValues,
  ReadyKpi,
  Series,
  TargetValues,
} from './wire';

export interface KpiFilters {
  q?: string | undefined;
  /** Code of a perspective. */
  perspective?: string | undefined;
  category?: string | undefined;
  kind?: 'leading' | 'lagging' | undefined;
  owner?: string | undefined;
  unit?: string | undefined;
  sort?: KpiSort | undefined;
}

const pageSize = 100;
const listMax = 200;

export const kpiListQuery = ({ kind, ...filters }: KpiFilters) =>
  infiniteQueryOptions({
    queryKey: ['get', '/kpis', { kind, ...filters }] as const,
    queryFn: ({ pageParam }) =>
      get<Page<Kpi>>('/kpis', {
        ...filters,
        leading: kind && kind === 'leading',
        limit: pageSize,
        cursor: pageParam || undefined,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor || undefined,
  });

export const kpiQuery = (id: string, unit: string | undefined) =>
  endpoint<Kpi>(`/kpis/${id}`, { unit });

export interface SeriesQuestion {
  unit?: string | undefined;
  /** The person instead of a unit. */
  person?: string | undefined;
  grain?: Grain | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** What was known when this day ended; what is known now when absent. */
  as_of?: string | undefined;
}

export const seriesQuery = (id: string, question: SeriesQuestion) =>
  endpoint<Series>(`/kpis/${id}/series`, { ...question });

export const forecastQuery = (
  id: string,
  question: { unit?: string | undefined; grain?: Grain | undefined },
) => endpoint<Forecast>(`/kpis/${id}/forecast`, question);

export const breakdownQuery = (
  id: string,
  question: { unit?: string | undefined; grain?: Grain | undefined; period?: string | undefined },
) => endpoint<Breakdown>(`/kpis/${id}/breakdown`, question);

export const measurementListQuery = (
  id: string,
  question: { unit?: string | undefined; from?: string | undefined; to?: string | undefined },
) =>
  infiniteQueryOptions({
    queryKey: ['get', `/kpis/${id}/measurements`, question] as const,
    queryFn: ({ pageParam }) =>
      get<Page<Measurement>>(`/kpis/${id}/measurements`, {
        ...question,
        history: true,
        limit: pageSize,
        cursor: pageParam || undefined,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor || undefined,
  });

/** What is known for one unit or person and period, before another value is recorded. */
export const knownQuery = (
  id: string,
  subject: { unit?: string | undefined; person?: string | undefined },
  day: string,
  dayAfter: string,
) =>
  endpoint<Page<Measurement>>(`/kpis/${id}/measurements`, {
    ...subject,
    from: day,
    to: dayAfter,
    limit: 1,
  });

export const targetListQuery = (kpi: string, unit: string | undefined) =>
  endpoint<Page<KpiTarget>>('/kpi-targets', { kpi, unit, limit: listMax });

export const linkListQuery = (kpi: string) =>
  endpoint<Page<KpiLink>>('/kpi-links', { kpi, limit: listMax });

/** The whole catalogue: it is short, and is searched while one types. */
export const catalogueQuery = endpoint<Page<ReadyKpi>>('/kpi-catalogue', { limit: listMax });

export const copyReadyKpi = ({ code, as }: { code: string; as?: string | undefined }) =>
  post<Written<Kpi>>(`/kpi-catalogue/${code}/copy`, { code: as });

export const createKpi = (values: KpiValues) => post<Written<Kpi>>('/kpis', values);

export const updateKpi = (kpi: Kpi, values: KpiValues) =>
  patch<Written<Kpi>>(`/kpis/${kpi.id}`, { version: kpi.version, ...values });

export const recordMeasurement = (id: string, values: MeasurementValues) =>
  post<Written<Measurement>>(`/kpis/${id}/measurements`, values);

/** The unit and the KPI of a target do not change; a target for another unit is another target. */
export function saveTarget(kpi: Kpi, target: KpiTarget | null, values: TargetValues) {
  if (!target) {
    const { reason: _, ...fresh } = values;
    return post<Written<KpiTarget>>('/kpi-targets', { kpi_id: kpi.id, ...fresh });
  }
  const { org_unit_id: _, person_id: __, ...edit } = values;
  return patch<Written<KpiTarget>>(`/kpi-targets/${target.id}`, {
    version: target.version,
    ...edit,
  });
}

export const archiveThing = (noun: 'kpis' | 'kpi-targets', id: string) =>
  post(`/${noun}/${id}/archive`);

export const restoreThing = (noun: 'kpis' | 'kpi-targets', id: string) =>
  post(`/${noun}/${id}/restore`);

/** After a write; the stream says the same a moment later, but the one who wrote should not wait for it. */
export const refreshKpis = (client: QueryClient) =>
  invalidatePaths(client, [
    '/kpis',
    '/kpi-catalogue',
    '/kpi-perspectives',
    '/kpi-targets',
    '/kpi-links',
    '/company',
    '/units',
    '/objectives',
    '/key-results',
    '/check-in-sheet',
  ]);
