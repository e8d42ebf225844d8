import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { sheetQuery } from '@/features/check-ins/api';
import { CheckInPage } from '@/features/check-ins/check-in-page';
import { type CheckInSearch, parseCheckInSearch } from '@/features/check-ins/search';

export const Route = createFileRoute('/_app/check-in')({
  validateSearch: parseCheckInSearch,
  loaderDeps: ({ search: { cycle } }) => ({ cycle }),
  loader: ({ context, deps }) => context.queryClient.ensureQueryData(sheetQuery(deps.cycle)),
  component: function CheckIn() {
    const search = Route.useSearch();
    const navigate = useNavigate({ from: Route.fullPath });
    const onSearch = useCallback(
      (change: Partial<CheckInSearch>) =>
        void navigate({ search: (before) => ({ ...before, ...change }), replace: true }),
      [navigate],
    );
    return <CheckInPage search={search} onSearch={onSearch} />;
  },
});
