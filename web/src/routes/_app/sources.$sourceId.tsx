import { createFileRoute } from '@tanstack/react-router';
import { runsQuery, sourceQuery } from '@/features/sources/api';
import { SourcePage } from '@/features/sources/source-page';

export const Route = createFileRoute('/_app/sources/$sourceId')({
  loader: async ({ context, params }) => {
    await Promise.all([
      context.queryClient.ensureQueryData(sourceQuery(params.sourceId)),
      context.queryClient.ensureQueryData(runsQuery(params.sourceId)),
    ]);
  },
  component: function OneSource() {
    return <SourcePage id={Route.useParams().sourceId} />;
  },
});
