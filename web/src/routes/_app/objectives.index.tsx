import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { objectiveListQuery } from '@/features/objectives/api';
import { ObjectivesPage } from '@/features/objectives/objectives-page';
import { type ObjectivesSearch, parseObjectivesSearch } from '@/features/objectives/search';

export const Route = createFileRoute('/_app/objectives/')({
  validateSearch: parseObjectivesSearch,
  loaderDeps: ({ search: { new: _, ...filters } }) => filters,
  loader: ({ context, deps }) =>
    context.queryClient.ensureInfiniteQueryData(objectiveListQuery(deps)),
  component: function Objectives() {
    const search = Route.useSearch();
    const navigate = useNavigate({ from: Route.fullPath });
    const onSearch = useCallback(
      (change: Partial<ObjectivesSearch>) =>
        void navigate({ search: (before) => ({ ...before, ...change }), replace: true }),
      [navigate],
    );
    return <ObjectivesPage search={search} onSearch={onSearch} />;
  },
});
