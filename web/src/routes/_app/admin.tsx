import { createFileRoute, Outlet } from '@tanstack/react-router';
import { AdminFrame } from '@/features/admin/components/admin-frame';

export const Route = createFileRoute('/_app/admin')({
  component: () => (
    <AdminFrame>
      <Outlet />
    </AdminFrame>
  ),
});
