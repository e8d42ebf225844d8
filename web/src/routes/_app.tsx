import { createFileRoute, Outlet, redirect } from '@tanstack/react-router';
import { Shell } from '@/app/shell/shell';
import { sessionQuery } from '@/shared/api/session';

export const Route = createFileRoute('/_app')({
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
