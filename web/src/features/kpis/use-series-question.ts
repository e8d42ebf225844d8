import { useMemo } from 'react';
import { serverNow, useClockStore } from '@/shared/lib/clock';
import { dayIn } from '@/shared/lib/days';
import { type KpiSearch, seriesQuestion } from './search';

/** The day in the organisation, by the server's clock. */
export function today(): string {
  return dayIn(useClockStore.getState().timeZone, serverNow());
}

export function useToday(): string {
  const timeZone = useClockStore((state) => state.timeZone);
  // The offset moves when a demo is advanced.
  const offset = useClockStore((state) => state.offset);
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useMemo(() => dayIn(timeZone, serverNow()), [timeZone, offset]);
}

/** What the chart asks for: the address, with a span that fits the grain where none was chosen. */
export function useSeriesQuestion(search: KpiSearch) {
  const now = useToday();
  return useMemo(() => seriesQuestion(search, now), [search, now]);
}
