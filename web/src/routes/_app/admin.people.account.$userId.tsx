import { createFileRoute } from '@tanstack/react-router';
import { AdminPage } from '@/features/admin/components/admin-page';
import { AccountPage } from '@/features/admin/people/account-page';
import { accountQuery } from '@/features/admin/people/api';
import { isAllowed } from '@/features/admin/sections';
import { sessionQuery } from '@/shared/api/session';

export const Route = createFileRoute('/_app/admin/people/account/$userId')({
  loader: async ({ context, params }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (!isAllowed(session, 'people')) return;
    await context.queryClient.ensureQueryData(accountQuery(params.userId));
  },
  component: function AdminAccount() {
    return (
      <AdminPage section="people">
        <AccountPage id={Route.useParams().userId} />
      </AdminPage>
    );
  },
});
