import { createColumnHelper } from '@tanstack/react-table';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountStateTag } from '@/shared/accounts/account-state';
import { administrationPath, adminPersonPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import type { GridFeatures } from '@/shared/ui/data-grid/features';
import { Tag } from '@/shared/ui/tag';
import styles from '../components/admin.module.css';
import { accountState, type User } from './api';

const column = createColumnHelper<GridFeatures, User>();

/** An account is shown with its person; one that acts for nobody has a page of its own. */
export function accountPath(user: User): string {
  return user.person
    ? adminPersonPath(user.person.id)
    : `${administrationPath}/people/account/${user.id}`;
}

export function useAccountColumns() {
  const { t } = useTranslation(['admin', 'accounts']);
  const format = useFormat();
  return useMemo(
    () =>
      column.columns([
        column.accessor('email', {
          header: t('account.email'),
          size: 280,
          meta: { isFlexible: true },
          cell: ({ row: { original: user } }) => (
            <AppLink href={accountPath(user)} className={styles.name}>
              {user.email}
            </AppLink>
          ),
        }),
        column.accessor((user) => user.person?.name ?? '', {
          id: 'person',
          header: t('account.person'),
          size: 180,
          meta: { isSecondary: true },
          cell: ({ row }) => <span className={styles.quiet}>{row.original.person?.name}</span>,
        }),
        column.accessor((user) => user.roles.join(', '), {
          id: 'roles',
          header: t('account.roles'),
          size: 240,
          meta: { isSecondary: true },
          cell: ({ row: { original: user } }) => (
            <>
              {user.roles.map((role) => (
                <Tag key={role}>{t(`accounts:role.${role}`)}</Tag>
              ))}
            </>
          ),
        }),
        column.accessor((user) => accountState(user), {
          id: 'state',
          header: t('account.state'),
          size: 110,
          meta: { phoneSize: 80 },
          cell: ({ row }) => <AccountStateTag state={accountState(row.original)} />,
        }),
        column.accessor((user) => user.last_login_at ?? '', {
          id: 'last_login_at',
          header: t('account.lastLogin'),
          size: 150,
          meta: { isSecondary: true },
          cell: ({ row: { original: user } }) => (
            <span className={styles.quiet}>
              {user.last_login_at ? format.ago(user.last_login_at) : t('account.never')}
            </span>
          ),
        }),
      ]),
    [format, t],
  );
}
