import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { missing } from '@/shared/lib/format';
import { useFormat } from '@/shared/lib/use-format';
import { EmailText } from '@/shared/ui/email-text';
import { SectionCard } from '@/shared/ui/section-card';
import styles from '../components/admin.module.css';
import type { Person } from './api';

export function PersonFacts({ person }: { person: Person }) {
  const { t } = useTranslation('admin');
  const format = useFormat();
  const facts: [string, ReactNode][] = [
    [t('people.email'), person.email ? <EmailText key="email">{person.email}</EmailText> : missing],
    [t('people.code'), person.code ?? missing],
    ...(person.archived_at
      ? [[t('people.archivedOn'), format.instantDay(person.archived_at)] as [string, ReactNode]]
      : []),
  ];
  return (
    <SectionCard title={t('people.details')}>
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </SectionCard>
  );
}
