import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { catalogueQuery, kpiListQuery } from '@/features/kpis/api';
import { CataloguePage } from '@/features/kpis/catalogue-page';
import { KpisPage } from '@/features/kpis/kpis-page';
import { type KpisSearch, parseKpisSearch } from '@/features/kpis/search';

export const Route = createFileRoute('/_app/kpis/')({
  validateSearch: parseKpisSearch,
  // No loader dependencies: another filter must not put a skeleton in the place of the field being typed in.
  loader: ({ context, location }) => {
    const { new: _, view, ready: __, ...filters } = location.search as KpisSearch;
    return view === 'catalogue'
      ? context.queryClient.ensureQueryData(catalogueQuery)
      : context.queryClient.ensureInfiniteQueryData(kpiListQuery(filters));
  },
  component: function Kpis() {
    const search = Route.useSearch();
    const navigate = useNavigate({ from: Route.fullPath });
    const onSearch = useCallback(
      (change: Partial<KpisSearch>) =>
        void navigate({ search: (before) => ({ ...before, ...change }), replace: true }),
      [navigate],
    );
    return search.view === 'catalogue' ? (
      <CataloguePage search={search} onSearch={onSearch} />
    ) : (
      <KpisPage search={search} onSearch={onSearch} />
    );
  },
});
