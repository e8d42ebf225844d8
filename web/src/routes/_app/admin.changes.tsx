import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { ChangesPage } from '@/features/admin/changes/changes-page';
import { type ChangesSearch, parseChangesSearch } from '@/features/admin/changes/search';
import { AdminPage } from '@/features/admin/components/admin-page';

export const Route = createFileRoute('/_app/admin/changes')({
  validateSearch: parseChangesSearch,
  component: function AdminChanges() {
    const navigate = useNavigate({ from: Route.fullPath });
    const onSearch = useCallback(
      (change: Partial<ChangesSearch>) =>
        void navigate({ search: (before) => ({ ...before, ...change }), replace: true }),
      [navigate],
    );
    return (
      <AdminPage section="changes">
        <ChangesPage search={Route.useSearch()} onSearch={onSearch} />
      </AdminPage>
    );
  },
});
