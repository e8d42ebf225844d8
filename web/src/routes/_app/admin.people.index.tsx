import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { AdminPage } from '@/features/admin/components/admin-page';
import { PeoplePage } from '@/features/admin/people/people-page';
import { type PeopleSearch, parsePeopleSearch } from '@/features/admin/people/search';

export const Route = createFileRoute('/_app/admin/people/')({
  validateSearch: parsePeopleSearch,
  component: function AdminPeople() {
    const navigate = useNavigate({ from: Route.fullPath });
    const onSearch = useCallback(
      (change: Partial<PeopleSearch>) =>
        void navigate({ search: (before) => ({ ...before, ...change }), replace: true }),
      [navigate],
    );
    return (
      <AdminPage section="people">
        <PeoplePage search={Route.useSearch()} onSearch={onSearch} />
      </AdminPage>
    );
  },
});
