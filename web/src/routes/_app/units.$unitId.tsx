import { createFileRoute } from '@tanstack/react-router';
import { unitQuery } from '@/features/units/api';
import { UnitPage } from '@/features/units/unit-page';
import { text } from '@/shared/lib/search';

export const Route = createFileRoute('/_app/units/$unitId')({
  validateSearch: (search): { cycle?: string | undefined } => ({ cycle: text(search, 'cycle') }),
  loaderDeps: ({ search }) => ({ cycle: search.cycle, asOf: search.as_of }),
  loader: ({ context, params, deps }) =>
    context.queryClient.ensureQueryData(unitQuery(params.unitId, deps.cycle, deps.asOf)),
  component: function Unit() {
    return <UnitPage id={Route.useParams().unitId} cycle={Route.useSearch().cycle} />;
  },
});
