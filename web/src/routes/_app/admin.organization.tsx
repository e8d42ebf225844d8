import { createFileRoute } from '@tanstack/react-router';
import { AdminPage } from '@/features/admin/components/admin-page';
import { organizationQuery } from '@/features/admin/organization/api';
import { OrganizationPage } from '@/features/admin/organization/organization-page';
import { isAllowed } from '@/features/admin/sections';
import { sessionQuery } from '@/shared/api/session';

export const Route = createFileRoute('/_app/admin/organization')({
  loader: async ({ context }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!isAllowed(session, 'organization')) return;
    await context.queryClient.ensureQueryData(organizationQuery);
  },
  component: () => (
    <AdminPage section="organization">
      <OrganizationPage />
    </AdminPage>
  ),
});
