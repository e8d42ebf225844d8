import { createFileRoute, redirect } from '@tanstack/react-router';
import { setUpQuery } from '@/features/access/api';
import { SignInPage } from '@/features/access/sign-in-page';
import { sessionQuery } from '@/shared/api/session';
import { text } from '@/shared/lib/search';

/** Only a path of this application, never an address elsewhere. */
function safeNext(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}

export const Route = createFileRoute('/sign-in')({
  validateSearch: (search): { next?: string | undefined } => ({ next: text(search, 'next') }),
  beforeLoad: async ({ context, search }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session) throw redirect({ href: safeNext(search.next) });
    const { needed } = await context.queryClient.fetchQuery(setUpQuery);
    if (needed) throw redirect({ to: '/set-up' });
  },
  component: function SignIn() {
    return <SignInPage next={safeNext(Route.useSearch().next)} />;
  },
});
