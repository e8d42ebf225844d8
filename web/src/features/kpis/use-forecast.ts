import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { forecastQuery } from './api';
import type { KpiSearch } from './search';
import type { Forecast, Grain, Kpi } from './wire';

/** What comes next, as known now; nothing for what was known on a past day, and for a span that ends before. */
export function useForecast(kpi: Kpi, search: KpiSearch, grain: Grain | undefined) {
  const isPast = search.as_of !== undefined || search.to !== undefined;
  const query = useQuery({
    ...forecastQuery(kpi.code, { unit: search.unit, grain: search.grain ?? grain }),
    enabled: !isPast,
    placeholderData: keepPreviousData,
  });
  const found: Forecast | null = isPast ? null : (query.data ?? null);
  // What was asked for another KPI or grain is not shown in the place of this one's.
  const isOwn = found?.kpi.id === kpi.id && (grain === undefined || found.grain === grain);
  return { forecast: isOwn ? found : null, error: isPast ? null : query.error, ...pick(query) };
}

const pick = ({ refetch, isLoading }: { refetch: () => unknown; isLoading: boolean }) => ({
  retry: () => void refetch(),
  isLoading,
});
