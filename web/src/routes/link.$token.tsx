import { createFileRoute } from '@tanstack/react-router';
import { linkQuery } from '@/features/access/api';
import { LinkPage, LinkRefused } from '@/features/access/link-page';

export const Route = createFileRoute('/link/$token')({
  loader: ({ context, params }) => context.queryClient.ensureQueryData(linkQuery(params.token)),
  component: function Link() {
    return <LinkPage token={Route.useParams().token} />;
  },
  errorComponent: LinkRefused,
});
