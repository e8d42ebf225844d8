import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { DataGrid } from '@/shared/ui/data-grid/data-grid';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { RowsSkeleton } from '@/shared/ui/skeletons';
import { toast, toastProblem } from '@/shared/ui/toast';
import { type ApiToken, refreshTokens, revokeToken, type TokenOwner, tokensQuery } from './api';
import { useTokenColumns } from './use-token-columns';

interface TokenGridProps {
  of: TokenOwner;
  ownerOf?: (token: ApiToken) => ReactNode;
}

/** Tokens with their state; ending one is asked for and final. */
export function TokenGrid({ of, ownerOf }: TokenGridProps) {
  const { t } = useTranslation('accounts');
  const { t: common } = useTranslation('common');
  const client = useQueryClient();
  const list = useInfiniteQuery(tokensQuery(of));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const [ending, setEnding] = useState<ApiToken | null>(null);
  const columns = useTokenColumns({ ownerOf, onRevoke: setEnding });
  const revoking = useMutation({
    mutationFn: (token: ApiToken) => revokeToken(token.id),
    onSuccess: async (token) => {
      setEnding(null);
      toast({ title: t('token.revoked', { name: token.name }) });
      await refreshTokens(client);
    },
    onError: (error) => toastProblem(common, error),
  });
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <RowsSkeleton count={2} />;
  return (
    <>
      {rows.length > 0 ? (
        <DataGrid<ApiToken>
          label={t('token.list')}
          columns={columns}
          rows={rows}
          getRowId={(token) => token.id}
          onEndReached={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
        />
      ) : (
        <EmptyState isSmall={true} title={t('token.none')} hint={t('token.noneHint')} />
      )}
      {ending ? (
        <ConfirmDialog
          title={t('token.revokeTitle', { name: ending.name })}
          confirmLabel={t('token.revoke')}
          isDangerous={true}
          isPending={revoking.isPending}
          onConfirm={() => revoking.mutate(ending)}
          onClose={() => setEnding(null)}
        >
          {t('token.revokeText')}
        </ConfirmDialog>
      ) : null}
    </>
  );
}
