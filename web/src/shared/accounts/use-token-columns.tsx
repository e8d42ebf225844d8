import { createColumnHelper } from '@tanstack/react-table';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { serverNow } from '@/shared/lib/clock';
import { useFormat } from '@/shared/lib/use-format';
import type { GridFeatures } from '@/shared/ui/data-grid/features';
import { RowMenu } from '@/shared/ui/row-menu';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';
import { AccountStateTag } from './account-state';
import styles from './accounts.module.css';
import { type ApiToken, tokenState } from './api';

const column = createColumnHelper<GridFeatures, ApiToken>();

interface TokenColumns {
  /** Whose it is; only where tokens of several people are listed. */
  ownerOf?: ((token: ApiToken) => ReactNode) | undefined;
  onRevoke: (token: ApiToken) => void;
}

export function useTokenColumns({ ownerOf, onRevoke }: TokenColumns) {
  const { t } = useTranslation(['accounts', 'common']);
  const format = useFormat();
  return useMemo(() => {
    const quiet = (instant: string | null, otherwise: string) => (
      <span className={styles.quiet}>{instant ? format.instantDay(instant) : otherwise}</span>
    );
    const owner = column.display({
      id: 'owner',
      header: t('token.owner'),
      size: 210,
      meta: { isSecondary: true },
      cell: ({ row }) => ownerOf?.(row.original),
    });
    return column.columns([
      column.accessor('name', {
        header: t('token.name'),
        size: 220,
        meta: { isFlexible: true },
        cell: ({ row: { original: token } }) => (
          <>
            <span className={styles.name}>{token.name}</span>
            <span className={styles.code}>…{token.token_hint}</span>
          </>
        ),
      }),
      ...(ownerOf ? [owner] : []),
      column.accessor('scope', {
        header: t('token.scope'),
        size: 130,
        meta: { isSecondary: true },
        cell: ({ row: { original: token } }) => (
          <span className={styles.quiet}>{t(`token.scopeShort.${token.scope}`)}</span>
        ),
      }),
      column.accessor((token) => tokenState(token, serverNow()), {
        id: 'state',
        header: t('token.state'),
        size: 120,
        cell: ({ row: { original: token } }) => (
          <AccountStateTag state={tokenState(token, serverNow())} />
        ),
      }),
      column.accessor('expires_at', {
        header: t('token.expires'),
        size: 130,
        meta: { isSecondary: true },
        cell: ({ row: { original: token } }) => quiet(token.expires_at, t('token.forever')),
      }),
      column.accessor('last_used_at', {
        header: t('token.lastUsed'),
        size: 130,
        meta: { isSecondary: true },
        cell: ({ row: { original: token } }) => quiet(token.last_used_at, t('token.never')),
      }),
      column.display({
        id: 'actions',
        header: () => <VisuallyHidden>{t('common:action.more')}</VisuallyHidden>,
        size: 56,
        meta: { align: 'end' },
        cell: ({ row: { original: token } }) =>
          tokenState(token, serverNow()) === 'active' ? (
            <RowMenu
              name={token.name}
              actions={[
                {
                  key: 'revoke',
                  label: t('token.revoke'),
                  isDangerous: true,
                  run: () => onRevoke(token),
                },
              ]}
            />
          ) : null,
      }),
    ]);
  }, [format, onRevoke, ownerOf, t]);
}
