import { createFileRoute } from '@tanstack/react-router';
import { dueValuesQuery } from '@/features/due-values/api';
import { DueValuesPage } from '@/features/due-values/due-values-page';

export const Route = createFileRoute('/_app/due-values')({
  loader: ({ context }) => context.queryClient.ensureInfiniteQueryData(dueValuesQuery),
  component: DueValuesPage,
});
