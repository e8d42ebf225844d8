import { createFileRoute, Outlet, redirect, retainSearchParams } from '@tanstack/react-router';
import { Shell } from '@/app/shell/shell';
import { sessionQuery } from '@/shared/api/session';
import { type AsOfSearch, asOfIn } from '@/shared/lib/as-of';

export const Route = createFileRoute('/_app')({
  validateSearch: (search): AsOfSearch => ({ as_of: asOfIn(search) }),
  // The past day stays while one goes from page to page.
  search: { middlewares: [retainSearchParams(['as_of'])] },
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!session) throw redirect({ to: '/sign-in', search: { next: location.href } });
  },
  component: () => (
    <Shell>
      <Outlet />
    </Shell>
  ),
});
