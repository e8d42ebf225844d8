import { createFileRoute } from '@tanstack/react-router';
import { AdminPage } from '@/features/admin/components/admin-page';
import { managedCyclesQuery } from '@/features/admin/cycles/api';
import { CyclesPage } from '@/features/admin/cycles/cycles-page';
import { isAllowed } from '@/features/admin/sections';
import { sessionQuery } from '@/shared/api/session';

export const Route = createFileRoute('/_app/admin/cycles')({
  loader: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!isAllowed(session, 'cycles')) return;
    await context.queryClient.ensureQueryData(managedCyclesQuery(false));
  },
  component: () => (
    <AdminPage section="cycles">
      <CyclesPage />
    </AdminPage>
  ),
});
