import { createFileRoute } from '@tanstack/react-router';
import { UnitsPage } from '@/features/units/units-page';
import { unitsQuery } from '@/shared/api/refs';

export const Route = createFileRoute('/_app/units/')({
  loader: ({ context }) => context.queryClient.ensureQueryData(unitsQuery),
  component: UnitsPage,
});
