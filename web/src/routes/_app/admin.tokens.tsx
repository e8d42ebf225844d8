import { createFileRoute, useNavigate } from '@tanstack/react-router';
import { AdminPage } from '@/features/admin/components/admin-page';
import { TokensPage } from '@/features/admin/tokens/tokens-page';
import { word } from '@/shared/lib/search';

interface TokensSearch {
  of?: 'mine' | 'all' | undefined;
}

export const Route = createFileRoute('/_app/admin/tokens')({
  validateSearch: (search): TokensSearch => ({ of: word(search, 'of', ['mine', 'all']) }),
  component: function AdminTokens() {
    const { of } = Route.useSearch();
    const navigate = useNavigate({ from: Route.fullPath });
    return (
      <AdminPage section="tokens">
        <TokensPage
          of={of ?? 'all'}
          onOf={(next) => void navigate({ search: { of: next }, replace: true })}
        />
      </AdminPage>
    );
  },
});
