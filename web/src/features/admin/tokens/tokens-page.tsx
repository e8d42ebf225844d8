import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiToken, IssuedToken } from '@/shared/accounts/api';
import { TokenDrawer } from '@/shared/accounts/token-drawer';
import { TokenGrid } from '@/shared/accounts/token-grid';
import { TokenIssuedDialog } from '@/shared/accounts/token-issued-dialog';
import { AppLink } from '@/shared/ui/app-link';
import { Icon } from '@/shared/ui/icon';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import { Sentence } from '@/shared/ui/sentence';
import admin from '../components/admin.module.css';
import { useAdminPage } from '../components/admin-page';
import { accountsQuery } from '../people/api';
import { accountPath } from '../people/use-account-columns';

interface TokensPageProps {
  of: 'mine' | 'all';
  onOf: (of: 'mine' | 'all') => void;
}

/** Everybody's bearer tokens, or one's own. */
export function TokensPage({ of, onOf }: TokensPageProps) {
  const { t } = useTranslation(['admin', 'accounts']);
  const [isCreating, setIsCreating] = useState(false);
  const [issued, setIssued] = useState<IssuedToken | null>(null);
  const ownerOf = useOwners(of === 'all');
  useAdminPage(t('section.tokens'));
  const create = (
    <Button type="primary" icon={<Icon name="add" />} onClick={() => setIsCreating(true)}>
      {t('accounts:token.new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('section.tokens')} actions={create} />
      <Sentence>{t('tokens.lead')}</Sentence>
      <SectionCard
        title={t('accounts:token.list')}
        actions={
          <Segmented
            size="small"
            value={of}
            aria-label={t('tokens.whose')}
            options={[
              { value: 'all', label: t('tokens.all') },
              { value: 'mine', label: t('tokens.mine') },
            ]}
            onChange={(next) => onOf(next as 'mine' | 'all')}
          />
        }
      >
        <TokenGrid key={of} of={of} {...(of === 'all' ? { ownerOf } : {})} />
      </SectionCard>
      {isCreating ? (
        <TokenDrawer
          onClose={() => setIsCreating(false)}
          onIssued={(token) => {
            setIsCreating(false);
            setIssued(token);
          }}
        />
      ) : null}
      {issued ? <TokenIssuedDialog issued={issued} onClose={() => setIssued(null)} /> : null}
    </>
  );
}

/** A token names its account by identity; the accounts are read to the end, so that each has a name. */
function useOwners(isWanted: boolean) {
  const { data, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    ...accountsQuery({}),
    enabled: isWanted,
  });
  useEffect(() => {
    if (isWanted && hasNextPage && !isFetching) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetching, isWanted]);
  const users = useMemo(
    () => new Map(data?.pages.flatMap((page) => page.items).map((user) => [user.id, user])),
    [data],
  );
  return useCallback(
    (token: ApiToken) => {
      const user = users.get(token.user_id);
      return user ? (
        <AppLink href={accountPath(user)} className={admin.quiet}>
          {user.person?.name ?? user.email}
        </AppLink>
      ) : null;
    },
    [users],
  );
}
