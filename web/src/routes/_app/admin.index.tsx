import { createFileRoute, redirect } from '@tanstack/react-router';
import { Forbidden } from '@/features/admin/components/admin-page';
import { allowedSections } from '@/features/admin/sections';
import { sessionQuery } from '@/shared/api/session';

export const Route = createFileRoute('/_app/admin/')({
  beforeLoad: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    const first = session ? allowedSections(session)[0] : undefined;
    if (first) throw redirect({ href: first.href, replace: true });
  },
  component: Forbidden,
});
