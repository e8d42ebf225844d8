import { useTranslation } from 'react-i18next';
import type { PersonOverview } from '@/shared/api/types';
import { UnitLink } from '@/shared/goals/unit-link';
import { EmailText } from '@/shared/ui/email-text';
import { type Fact, FactList } from '@/shared/ui/fact-list';
import { PersonChip } from '@/shared/ui/person-chip';
import { SectionCard } from '@/shared/ui/section-card';
import styles from './people.module.css';

/** Where the person belongs: units, manager, reports. */
export function PersonFacts({ overview }: { overview: PersonOverview }) {
  const { t } = useTranslation('people');
  const { person, memberships, manager, reports } = overview;
  const facts: Fact[] = [
    ...memberships.map(({ unit, role_title }) => ({
      label: role_title || t('member'),
      value: <UnitLink key={unit.id} unit={unit} />,
    })),
    { label: t('manager'), value: manager ? <PersonChip person={manager} /> : null },
    {
      label: t('reports'),
      value:
        reports.length > 0 ? (
          <span className={styles.people}>
            {reports.map((report) => (
              <PersonChip key={report.id} person={report} />
            ))}
          </span>
        ) : null,
    },
    {
      label: t('email'),
      value: person.email ? (
        <a href={`mailto:${person.email}`}>
          <EmailText>{person.email}</EmailText>
        </a>
      ) : null,
    },
  ];
  return (
    <SectionCard title={t('place')}>
      <FactList facts={facts} />
    </SectionCard>
  );
}
