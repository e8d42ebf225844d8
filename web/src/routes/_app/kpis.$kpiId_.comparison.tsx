import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { comparisonQuery } from '@/features/comparison/api';
import { ComparisonPage } from '@/features/comparison/comparison-page';
import { parseComparisonSearch } from '@/features/comparison/search';

export const Route = createFileRoute('/_app/kpis/$kpiId_/comparison')({
  validateSearch: parseComparisonSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, params, deps }) =>
    context.queryClient.ensureQueryData(comparisonQuery(params.kpiId, deps)),
  component: function Comparison() {
    const { kpiId } = Route.useParams();
    const navigate = useNavigate({ from: Route.fullPath });
    return (
      <ComparisonPage
        id={kpiId}
        search={Route.useSearch()}
        onSearch={(change) =>
          void navigate({ search: (before) => ({ ...before, ...change }), resetScroll: false })
        }
      />
    );
  },
});
