import { createFileRoute } from '@tanstack/react-router';
import { personQuery } from '@/features/people/api';
import { PersonPage } from '@/features/people/person-page';
import { text } from '@/shared/lib/search';

export const Route = createFileRoute('/_app/people/$personId')({
  validateSearch: (search): { cycle?: string | undefined } => ({ cycle: text(search, 'cycle') }),
  loaderDeps: ({ search }) => ({ cycle: search.cycle, asOf: search.as_of }),
  loader: ({ context, params, deps }) =>
    context.queryClient.ensureQueryData(personQuery(params.personId, deps.cycle, deps.asOf)),
  component: function Person() {
    return <PersonPage id={Route.useParams().personId} cycle={Route.useSearch().cycle} />;
  },
});
