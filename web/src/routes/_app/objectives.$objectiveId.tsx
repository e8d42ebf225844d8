import { createFileRoute } from '@tanstack/react-router';
import { objectiveQuery } from '@/features/objectives/api';
import { ObjectivePage } from '@/features/objectives/objective-page';

export const Route = createFileRoute('/_app/objectives/$objectiveId')({
  loader: ({ context, params }) =>
    context.queryClient.ensureQueryData(objectiveQuery(params.objectiveId)),
  component: function Objective() {
    return <ObjectivePage id={Route.useParams().objectiveId} />;
  },
});
