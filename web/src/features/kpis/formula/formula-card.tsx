import { useTranslation } from 'react-i18next';
import { kpiPath } from '@/shared/lib/paths';
import { AppLink } from '@/shared/ui/app-link';
import { SectionCard } from '@/shared/ui/section-card';
import type { Kpi } from '../wire';
import styles from './formula-card.module.css';
import { VersionList } from './version-list';

/** How a KPI is computed, what it rests on, what rests on it, and how it was computed before. */
export function FormulaCard({ kpi }: { kpi: Kpi }) {
  const { t } = useTranslation('kpis');
  if (!kpi.formula && kpi.versions.length < 2 && kpi.used_by.length === 0) return null;
  const hasFormula = kpi.formula !== null || kpi.used_by.length > 0;
  return (
    <SectionCard title={t(hasFormula ? 'formula.sheet' : 'formula.versions')}>
      <div className={styles.body}>
        {kpi.formula ? <pre className={styles.formula}>{kpi.formula}</pre> : null}
        {kpi.formula_inputs.length > 0 ? <KpiLinks kpis={kpi.formula_inputs} /> : null}
        {kpi.used_by.length > 0 ? (
          <div className={styles.usedBy}>
            <span>{t('formula.usedBy')}</span>
            <KpiLinks kpis={kpi.used_by} />
          </div>
        ) : null}
        {kpi.versions.length > 1 ? (
          <>
            {hasFormula ? <h3 className={styles.heading}>{t('formula.versions')}</h3> : null}
            <VersionList versions={kpi.versions} />
          </>
        ) : null}
      </div>
    </SectionCard>
  );
}

function KpiLinks({ kpis }: { kpis: Kpi['used_by'] }) {
  return (
    <ul className={styles.links}>
      {kpis.map(({ id, name, code }) => (
        <li key={id}>
          <AppLink href={kpiPath(id)}>{name}</AppLink> <code>{code}</code>
        </li>
      ))}
    </ul>
  );
}
