import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountStateTag } from '@/shared/accounts/account-state';
import { useSession } from '@/shared/api/session';
import { useFormat } from '@/shared/lib/use-format';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { EmailText } from '@/shared/ui/email-text';
import { EmptyState } from '@/shared/ui/empty-state';
import { SectionCard } from '@/shared/ui/section-card';
import { Tag } from '@/shared/ui/tag';
import styles from '../components/admin.module.css';
import { AccountDrawer } from './account-drawer';
import { accountState, type Person, type User } from './api';
import { LinkDialog } from './link-dialog';
import { useAccountActions } from './use-account-actions';

interface AccountCardProps {
  person: Person | null;
  user: User | null;
}

/** The login that acts for a person: its roles, its state, its links. */
export function AccountCard({ person, user }: AccountCardProps) {
  const { t } = useTranslation(['admin', 'accounts']);
  const { permissions, user: self } = useSession();
  const [open, setOpen] = useState<'form' | 'disable' | null>(null);
  const actions = useAccountActions(user, person?.name);
  const close = () => setOpen(null);
  return (
    <SectionCard title={t('account.title')}>
      {user ? (
        <AccountFacts user={user} />
      ) : (
        <EmptyState isSmall={true} title={t('account.none')} />
      )}
      {permissions.may_administer && !person?.archived_at ? (
        <div className={styles.buttons}>
          <Button onClick={() => setOpen('form')}>
            {t(user ? 'account.edit' : 'account.create')}
          </Button>
          {user && !user.disabled_at ? (
            <Button loading={actions.isIssuing} onClick={actions.issue}>
              {t(user.has_password ? 'link.makeReset' : 'link.makeInvitation')}
            </Button>
          ) : null}
          {user && user.id !== self.id ? (
            user.disabled_at ? (
              <Button loading={actions.isSwitching} onClick={actions.enable}>
                {t('account.enable')}
              </Button>
            ) : (
              <Button danger={true} onClick={() => setOpen('disable')}>
                {t('account.disable')}
              </Button>
            )
          ) : null}
        </div>
      ) : null}
      {open === 'form' ? (
        <AccountDrawer person={person} user={user} onClose={close} onInvited={actions.show} />
      ) : null}
      {open === 'disable' && user ? (
        <ConfirmDialog
          title={t('account.disableTitle', { email: user.email })}
          confirmLabel={t('account.disable')}
          isDangerous={true}
          isPending={actions.isSwitching}
          onConfirm={() => actions.disable(close)}
          onClose={close}
        >
          {t('account.disableText')}
        </ConfirmDialog>
      ) : null}
      {actions.issued ? <LinkDialog issued={actions.issued} onClose={actions.hide} /> : null}
    </SectionCard>
  );
}

function AccountFacts({ user }: { user: User }) {
  const { t } = useTranslation(['admin', 'accounts']);
  const format = useFormat();
  const facts: [string, ReactNode][] = [
    [t('account.state'), <AccountStateTag key="state" state={accountState(user)} />],
    [t('account.email'), <EmailText key="email">{user.email}</EmailText>],
    [
      t('account.roles'),
      <span key="roles" className={styles.tags}>
        {user.roles.map((role) => (
          <Tag key={role}>{t(`accounts:role.${role}`)}</Tag>
        ))}
      </span>,
    ],
    [
      t('account.lastLogin'),
      user.last_login_at ? format.instant(user.last_login_at) : t('account.never'),
    ],
    [t('account.since'), format.instantDay(user.created_at)],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
