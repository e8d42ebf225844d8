import { createFileRoute } from '@tanstack/react-router';
import { objectiveQuery } from '@/features/objectives/api';
import { ObjectivePage } from '@/features/objectives/objective-page';

export const Route = createFileRoute('/_app/objectives/$objectiveId')({
  loaderDeps: ({ search }) => ({ asOf: search.as_of }),
  loader: ({ context, params, deps }) =>
    context.queryClient.ensureQueryData(objectiveQuery(params.objectiveId, deps.asOf)),
  component: function Objective() {
    return <ObjectivePage id={Route.useParams().objectiveId} />;
  },
});
