import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { kpiTreeQuery } from '@/features/kpi-tree/api';
import { KpiTreePage } from '@/features/kpi-tree/kpi-tree-page';
import { parseTreeSearch, type TreeSearch } from '@/features/kpi-tree/search';

export const Route = createFileRoute('/_app/kpi-tree')({
  validateSearch: parseTreeSearch,
  loaderDeps: ({ search: { unit, as_of } }) => ({ unit, asOf: as_of }),
  loader: ({ context, deps }) =>
    context.queryClient.ensureQueryData(kpiTreeQuery(deps.unit, deps.asOf)),
  component: function KpiTree() {
    const search = Route.useSearch();
    const navigate = useNavigate({ from: Route.fullPath });
    const onSearch = useCallback(
      (change: Partial<TreeSearch>) =>
        void navigate({
          search: (before) => ({ ...before, ...change }),
          replace: true,
          resetScroll: false,
        }),
      [navigate],
    );
    return <KpiTreePage search={search} onSearch={onSearch} />;
  },
});
