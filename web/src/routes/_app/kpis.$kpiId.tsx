import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { kpiQuery } from '@/features/kpis/api';
import { KpiPage } from '@/features/kpis/kpi-page';
import { type KpiSearch, parseKpiSearch } from '@/features/kpis/search';

export const Route = createFileRoute('/_app/kpis/$kpiId')({
  validateSearch: parseKpiSearch,
  loader: ({ context, params, location }) =>
    context.queryClient.ensureQueryData(
      kpiQuery(params.kpiId, (location.search as KpiSearch).unit),
    ),
  component: function Kpi() {
    const { kpiId } = Route.useParams();
    const search = Route.useSearch();
    const navigate = useNavigate({ from: Route.fullPath });
    const onSearch = useCallback(
      (change: Partial<KpiSearch>) =>
        void navigate({
          search: (before) => ({ ...before, ...change }),
          // Another unit is another place to come back from.
          replace: !('unit' in change),
          resetScroll: false,
        }),
      [navigate],
    );
    return <KpiPage id={kpiId} search={search} onSearch={onSearch} />;
  },
});
