import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useToday } from '@/shared/lib/use-today';
import { seriesQuery } from './api';
import { fromFirstValue } from './chart/target-runs';
import { areAlike, type PastSeries, pastSeries, withoutEmptyStart } from './past-series';
import type { KpiSearch } from './search';
import { useSeriesQuestion } from './use-series-question';
import type { Kpi, Series } from './wire';

/** What the card draws: of one moment, whole. */
export interface SeriesPicture {
  kpi: string;
  /** The values that are shown: as known now, or on the past day. */
  series: Series;
  past: PastSeries | null;
}

/**
 * The series of the address, and that of a past day laid over the present one. Until both are here the picture before
 * stays; a past day that the server refuses leaves the present.
 */
export function useSeriesPicture(kpi: Kpi, search: KpiSearch) {
  const today = useToday();
  const question = useSeriesQuestion(search);
  // What is known when today ends is what is known now.
  const day = search.as_of === today ? undefined : search.as_of;
  const present = useQuery({
    ...seriesQuery(kpi.code, question),
    placeholderData: keepPreviousData,
  });
  const then = useQuery({
    ...seriesQuery(kpi.code, { ...question, as_of: day }),
    enabled: day !== undefined,
  });
  const isWhole = Boolean(search.from);
  const ready = useMemo((): SeriesPicture | null => {
    const now = present.data;
    if (!now || present.isPlaceholderData) return null;
    if (!day || then.error) {
      const series = isWhole ? now : fromFirstValue(now);
      return { kpi: kpi.id, series, past: null };
    }
    if (!then.data || !areAlike(then.data, now)) return null;
    const laid = pastSeries(day, then.data, now);
    const past = isWhole ? laid : withoutEmptyStart(laid);
    return { kpi: kpi.id, series: past.series, past };
  }, [present.data, present.isPlaceholderData, then.data, then.error, day, isWhole, kpi.id]);
  const [last, setLast] = useState<SeriesPicture | null>(null);
  if (ready && ready !== last) setLast(ready);
  return {
    picture: ready ?? (last?.kpi === kpi.id ? last : null),
    isWaiting: ready === null,
    error: present.error,
    retry: () => void present.refetch(),
    /** Why the past day cannot be shown. */
    refusal: day && !present.error ? then.error : null,
  };
}
