import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { sourcesQuery } from '@/features/sources/api';
import { SourcesPage } from '@/features/sources/sources-page';
import { sourcePath } from '@/shared/lib/paths';

export const Route = createFileRoute('/_app/sources/')({
  loader: ({ context }) => context.queryClient.ensureQueryData(sourcesQuery(false)),
  component: function Sources() {
    const navigate = useNavigate();
    return <SourcesPage onOpen={(id) => void navigate({ href: sourcePath(id) })} />;
  },
});
