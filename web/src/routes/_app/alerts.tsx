import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { AlertsPage } from '@/features/alerts/alerts-page';
import { alertListQuery } from '@/features/alerts/api';
import { type AlertsSearch, filtersOf, parseAlertsSearch } from '@/features/alerts/search';

export const Route = createFileRoute('/_app/alerts')({
  validateSearch: parseAlertsSearch,
  // No loader dependencies: another filter must not put a skeleton in the place of the list.
  loader: ({ context, location }) =>
    context.queryClient.ensureInfiniteQueryData(
      alertListQuery(filtersOf(location.search as AlertsSearch)),
    ),
  component: function Alerts() {
    const search = Route.useSearch();
    const navigate = useNavigate({ from: Route.fullPath });
    const onSearch = useCallback(
      (change: Partial<AlertsSearch>) =>
        void navigate({ search: (before) => ({ ...before, ...change }), replace: true }),
      [navigate],
    );
    return <AlertsPage search={search} onSearch={onSearch} />;
  },
});
