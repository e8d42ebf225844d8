import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { AlignmentPage } from '@/features/alignment/alignment-page';
import { alignmentMapQuery } from '@/features/alignment/api';
import { type AlignmentSearch, parseAlignmentSearch } from '@/features/alignment/search';

export const Route = createFileRoute('/_app/alignment')({
  validateSearch: parseAlignmentSearch,
  loaderDeps: ({ search: { cycle, as_of } }) => ({ cycle, asOf: as_of }),
  loader: ({ context, deps }) =>
    context.queryClient.ensureQueryData(alignmentMapQuery(deps.cycle, deps.asOf)),
  component: function Alignment() {
    const search = Route.useSearch();
    const navigate = useNavigate({ from: Route.fullPath });
    const onSearch = useCallback(
      (change: Partial<AlignmentSearch>) =>
        void navigate({
          search: (before) => ({ ...before, ...change }),
          replace: true,
          resetScroll: false,
        }),
      [navigate],
    );
    return <AlignmentPage search={search} onSearch={onSearch} />;
  },
});
