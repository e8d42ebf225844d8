import { createFileRoute } from '@tanstack/react-router';
import { personQuery } from '@/features/people/api';
import { HomePage } from '@/features/people/home-page';
import { sessionQuery } from '@/shared/api/session';
import { text } from '@/shared/lib/search';

export const Route = createFileRoute('/_app/')({
  validateSearch: (search): { cycle?: string | undefined } => ({ cycle: text(search, 'cycle') }),
  loaderDeps: ({ search }) => ({ cycle: search.cycle, asOf: search.as_of }),
  loader: async ({ context, deps }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!session?.person) return;
    await context.queryClient.ensureQueryData(
      personQuery(session.person.id, deps.cycle, deps.asOf),
    );
  },
  component: function Home() {
    return <HomePage cycle={Route.useSearch().cycle} />;
  },
});
