import { createFileRoute, redirect } from '@tanstack/react-router';
import { setUpQuery } from '@/features/access/api';
import { SetUpPage } from '@/features/access/set-up-page';

export const Route = createFileRoute('/set-up')({
  beforeLoad: async ({ context }) => {
    const { needed } = await context.queryClient.fetchQuery(setUpQuery);
    if (!needed) throw redirect({ to: '/sign-in' });
  },
  component: SetUpPage,
});
