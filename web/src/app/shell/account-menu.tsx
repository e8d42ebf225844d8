import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Session } from '@/shared/api/types';
import { accountPath } from '@/shared/lib/paths';
import { usePreferences } from '@/shared/lib/preferences';
import { Avatar } from '@/shared/ui/person-chip';
import { savePreferences, signOut } from '../account';
import styles from './header.module.css';

export function AccountMenu({ session }: { session: Session }) {
  const { t } = useTranslation('app');
  const { theme, density } = usePreferences();
  const client = useQueryClient();
  const router = useRouter();
  const name = session.person?.name ?? session.user.email;

  const choice = <C extends 'theme' | 'density'>(kind: C, values: readonly string[]) =>
    values.map((value) => ({
      key: `${kind}.${value}`,
      label: t(`account.${value as 'light'}`),
      onClick: () => void savePreferences({ [kind]: value }),
    }));

  const items: MenuProps['items'] = [
    {
      key: 'who',
      type: 'group',
      label: `${name} · ${session.user.email}`,
    },
    { key: 'page', label: t('account.page'), onClick: () => void router.navigate({ href: '/' }) },
    {
      key: 'settings',
      label: t('account.settings'),
      onClick: () => void router.navigate({ href: accountPath }),
    },
    { type: 'divider' },
    {
      key: 'theme',
      type: 'group',
      label: t('account.theme'),
      children: choice('theme', ['system', 'light', 'dark']),
    },
    {
      key: 'density',
      type: 'group',
      label: t('account.density'),
      children: choice('density', ['comfortable', 'compact']),
    },
    { type: 'divider' },
    {
      key: 'out',
      label: t('account.signOut'),
      onClick: () => void signOut(client).finally(() => router.navigate({ to: '/sign-in' })),
    },
  ];
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{ items, selectable: true, selectedKeys: [`theme.${theme}`, `density.${density}`] }}
    >
      <button
        type="button"
        className={styles.avatar}
        aria-haspopup="menu"
        aria-label={`${t('account.menu')}: ${name}`}
      >
        <Avatar name={name} size={28} />
      </button>
    </Dropdown>
  );
}
