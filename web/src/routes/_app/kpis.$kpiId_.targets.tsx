import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { targetCascadeQuery } from '@/features/targets/api';
import { parseTargetsSearch } from '@/features/targets/search';
import { TargetsPage } from '@/features/targets/targets-page';

export const Route = createFileRoute('/_app/kpis/$kpiId_/targets')({
  validateSearch: parseTargetsSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ context, params, deps }) =>
    context.queryClient.ensureQueryData(targetCascadeQuery(params.kpiId, deps)),
  component: function Targets() {
    const { kpiId } = Route.useParams();
    const navigate = useNavigate({ from: Route.fullPath });
    return (
      <TargetsPage
        id={kpiId}
        search={Route.useSearch()}
        onSearch={(change) =>
          void navigate({ search: (before) => ({ ...before, ...change }), resetScroll: false })
        }
      />
    );
  },
});
