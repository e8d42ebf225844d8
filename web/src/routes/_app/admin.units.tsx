import { createFileRoute } from '@tanstack/react-router';
import { AdminPage } from '@/features/admin/components/admin-page';
import { isAllowed } from '@/features/admin/sections';
import { unitTreeQuery } from '@/features/admin/units/api';
import { UnitsAdminPage } from '@/features/admin/units/units-admin-page';
import { sessionQuery } from '@/shared/api/session';

export const Route = createFileRoute('/_app/admin/units')({
  loader: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!isAllowed(session, 'units')) return;
    await context.queryClient.ensureQueryData(unitTreeQuery(false));
  },
  component: () => (
    <AdminPage section="units">
      <UnitsAdminPage />
    </AdminPage>
  ),
});
