import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from '@/shared/api/http';

export interface SearchHit {
  kind: 'objective' | 'key_result' | 'kpi' | 'unit' | 'person' | 'cycle';
  id: string;
  title: string;
  subtitle: string | null;
  objective_id: string | null;
}

export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['get', '/search', { q }] as const,
    queryFn: async () => (await get<{ items: SearchHit[] }>('/search', { q })).items,
    enabled: q.length > 0,
    placeholderData: keepPreviousData,
  });
