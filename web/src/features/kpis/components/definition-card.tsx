import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { type Fact, FactList } from '@/shared/ui/fact-list';
import { PersonChip } from '@/shared/ui/person-chip';
import { SectionCard } from '@/shared/ui/section-card';
import type { Kpi } from '../wire';
import styles from './kpi-page.module.css';

/** The definition sheet: what the number means, in words that need no handbook. */
export function DefinitionCard({ kpi }: { kpi: Kpi }) {
  const { t } = useTranslation(['kpis', 'common']);
  const format = useFormat();
  const unit = kpi.unit && kpi.unit !== '%' ? ` · ${format.unit(kpi.unit)}` : '';
  const facts: Fact[] = [
    { label: t('sheet.code'), value: <code className={styles.code}>{kpi.code}</code> },
    { label: t('sheet.unit'), value: `${t(`common:valueFormat.${kpi.format}`)}${unit}` },
    { label: t('sheet.direction'), value: t(`direction.${kpi.direction}`) },
    { label: t('sheet.frequency'), value: t(`frequency.${kpi.frequency}`) },
    { label: t('sheet.overTime'), value: t(`overTime.${kpi.time_aggregation}`) },
    { label: t('sheet.overUnits'), value: t(`overUnits.${kpi.unit_aggregation}`) },
    { label: t('sheet.missing'), value: t(`missing.${kpi.missing_policy}`) },
    { label: t('sheet.kind'), value: t(kpi.leading ? 'leadingHint' : 'laggingHint') },
    { label: t('sheet.perspective'), value: t(`perspective.${kpi.perspective}`) },
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
      <FactList facts={facts} />
    </SectionCard>
  );
}
