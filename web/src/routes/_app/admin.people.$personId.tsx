import { createFileRoute } from '@tanstack/react-router';
import { AdminPage } from '@/features/admin/components/admin-page';
import { AdminPersonPage } from '@/features/admin/people/admin-person-page';
import {
  accountOfQuery,
  managerLinesQuery,
  membershipsQuery,
  personQuery,
} from '@/features/admin/people/api';
import { isAllowed } from '@/features/admin/sections';
import { sessionQuery } from '@/shared/api/session';

export const Route = createFileRoute('/_app/admin/people/$personId')({
  loader: async ({ context: { queryClient }, params: { personId } }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (!isAllowed(session, 'people')) return;
    await Promise.all([
      queryClient.ensureQueryData(personQuery(personId)),
      queryClient.ensureQueryData(membershipsQuery(personId)),
      queryClient.ensureQueryData(managerLinesQuery(personId)),
      queryClient.ensureQueryData(accountOfQuery(personId)),
    ]);
  },
  component: function AdminPerson() {
    const { personId } = Route.useParams();
    return (
      <AdminPage section="people">
        <AdminPersonPage key={personId} id={personId} />
      </AdminPage>
    );
  },
});
