import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { get, post } from '@/shared/api/http';
import type { Written } from '@/shared/api/moved';
import { invalidatePaths } from '@/shared/api/query';
import type { Page } from '@/shared/api/types';
import type { NewValue } from './grid';
import type { MeasurementReport, WireDueValue } from './wire';

const pageSize = 100;

export const dueValuesQuery = infiniteQueryOptions({
  queryKey: ['get', '/due-values'] as const,
  queryFn: ({ pageParam }) =>
    get<Page<WireDueValue>>('/due-values', { limit: pageSize, cursor: pageParam || undefined }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next_cursor || undefined,
});

/** All of them or none: the answer to a wrong one names it by its place. */
export const recordValues = (items: NewValue[]) =>
  post<Written<MeasurementReport>>('/measurements', { items });

export const refreshValues = (client: QueryClient) =>
  invalidatePaths(client, [
    '/due-values',
    '/kpis',
    '/company',
    '/units',
    '/objectives',
    '/key-results',
    '/check-in-sheet',
  ]);
