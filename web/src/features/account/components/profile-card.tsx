import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/api/session';
import { EmailText } from '@/shared/ui/email-text';
import { PersonChip } from '@/shared/ui/person-chip';
import { SectionCard } from '@/shared/ui/section-card';
import { Tag } from '@/shared/ui/tag';
import styles from './account.module.css';

/** Who one is here; an administrator keeps it. */
export function ProfileCard() {
  const { t } = useTranslation(['account', 'accounts']);
  const { user, person, organization } = useSession();
  const facts: [string, ReactNode][] = [
    [
      t('profile.person'),
      person ? <PersonChip key="person" person={person} /> : t('profile.nobody'),
    ],
    [t('profile.email'), <EmailText key="email">{user.email}</EmailText>],
    [t('profile.organization'), organization.name],
    [
      t('profile.roles'),
      user.roles.map((role) => <Tag key={role}>{t(`accounts:role.${role}`)}</Tag>),
    ],
  ];
  return (
    <SectionCard title={t('profile.title')}>
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.hint}>{t('profile.hint')}</p>
    </SectionCard>
  );
}
