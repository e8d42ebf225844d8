import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IssuedToken } from '@/shared/accounts/api';
import { TokenDrawer } from '@/shared/accounts/token-drawer';
import { TokenGrid } from '@/shared/accounts/token-grid';
import { TokenIssuedDialog } from '@/shared/accounts/token-issued-dialog';
import { usePage } from '@/shared/lib/use-page';
import { Columns } from '@/shared/ui/columns';
import { PageHeader } from '@/shared/ui/page-header';
import { SectionCard } from '@/shared/ui/section-card';
import styles from './components/account.module.css';
import { AppearanceCard } from './components/appearance-card';
import { PasswordCard } from './components/password-card';
import { ProfileCard } from './components/profile-card';
import { SessionCard } from './components/session-card';

/** One's own account: how the pages look, the password, the browsers, the tokens. */
export function AccountPage() {
  const { t } = useTranslation(['account', 'accounts']);
  const [isCreating, setIsCreating] = useState(false);
  const [issued, setIssued] = useState<IssuedToken | null>(null);
  usePage(
    t('title'),
    useMemo(() => [{ label: t('title') }], [t]),
  );
  const create = (
    <Button size="small" onClick={() => setIsCreating(true)}>
      {t('accounts:token.new')}
    </Button>
  );
  return (
    <>
      <div className={styles.head}>
        <PageHeader title={t('title')} />
      </div>
      <Columns
        aside={
          <>
            <ProfileCard />
            <PasswordCard />
          </>
        }
      >
        <AppearanceCard />
        <SessionCard />
        <SectionCard title={t('accounts:token.list')} actions={create}>
          <TokenGrid of="mine" />
        </SectionCard>
      </Columns>
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
