import { useMemo } from 'react';
import { useToday } from '@/shared/lib/use-today';
import { type KpiSearch, seriesQuestion } from './search';

/** What the chart asks for: the address, with a span that fits the grain where none was chosen. */
export function useSeriesQuestion(search: KpiSearch) {
  const now = useToday();
  return useMemo(() => seriesQuestion(search, now), [search, now]);
}
