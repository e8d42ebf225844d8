import { createFileRoute } from '@tanstack/react-router';
import { AdminPage } from '@/features/admin/components/admin-page';
import { managedPerspectivesQuery } from '@/features/admin/perspectives/api';
import { PerspectivesPage } from '@/features/admin/perspectives/perspectives-page';
import { isAllowed } from '@/features/admin/sections';
import { sessionQuery } from '@/shared/api/session';

export const Route = createFileRoute('/_app/admin/perspectives')({
  loader: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!isAllowed(session, 'perspectives')) return;
    await context.queryClient.ensureQueryData(managedPerspectivesQuery(false));
  },
  component: () => (
    <AdminPage section="perspectives">
      <PerspectivesPage />
    </AdminPage>
  ),
});
