import { useTranslation } from 'react-i18next';
import { kpiPath } from '@/shared/lib/paths';
import { AppLink } from '@/shared/ui/app-link';
import { FactList } from '@/shared/ui/fact-list';
import { PersonChip } from '@/shared/ui/person-chip';
import { SectionCard } from '@/shared/ui/section-card';
import { useSheetFacts } from '../use-sheet-facts';
import type { Kpi } from '../wire';
import styles from './kpi-page.module.css';

/** The definition sheet: what the number means, in words that need no handbook. */
export function DefinitionCard({ kpi }: { kpi: Kpi }) {
  const { t } = useTranslation('kpis');
  const counter = kpi.counter_kpi;
  const facts = useSheetFacts(
    kpi,
    counter ? <AppLink href={kpiPath(counter.code)}>{counter.name}</AppLink> : null,
  );
  const people = [
    { label: t('sheet.owner'), value: kpi.owner ? <PersonChip person={kpi.owner} /> : null },
    { label: t('sheet.steward'), value: kpi.steward ? <PersonChip person={kpi.steward} /> : null },
  ];
  return (
    <SectionCard title={t('sheet.title')}>
      {kpi.question || kpi.description ? (
        <div className={styles.meaning}>
          {kpi.question ? <p className={styles.question}>{kpi.question}</p> : null}
          {kpi.description ? <p>{kpi.description}</p> : null}
        </div>
      ) : null}
      <FactList facts={[...facts, ...people]} />
    </SectionCard>
  );
}
