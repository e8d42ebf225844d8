import { createFileRoute } from '@tanstack/react-router';
import { AdminPage } from '@/features/admin/components/admin-page';
import { managedPillarsQuery } from '@/features/admin/pillars/api';
import { PillarsPage } from '@/features/admin/pillars/pillars-page';
import { isAllowed } from '@/features/admin/sections';
import { sessionQuery } from '@/shared/api/session';

export const Route = createFileRoute('/_app/admin/pillars')({
  loader: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!isAllowed(session, 'pillars')) return;
    await context.queryClient.ensureQueryData(managedPillarsQuery(false));
  },
  component: () => (
    <AdminPage section="pillars">
      <PillarsPage />
    </AdminPage>
  ),
});
