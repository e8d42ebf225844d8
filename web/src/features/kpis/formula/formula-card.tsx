import { useTranslation } from 'react-i18next';
import { kpiPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import { PersonChip } from '@/shared/ui/person-chip';
import { SectionCard } from '@/shared/ui/section-card';
import type { Kpi } from '../wire';
import styles from './formula-card.module.css';

/** How a KPI is computed, what it rests on, what rests on it, and how it was computed before. */
export function FormulaCard({ kpi }: { kpi: Kpi }) {
  const { t } = useTranslation('kpis');
  const format = useFormat();
  if (!kpi.formula && kpi.versions.length === 0 && kpi.used_by.length === 0) return null;
  return (
    <SectionCard title={t('formula.sheet')}>
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
            <h3 className={styles.heading}>{t('formula.versions')}</h3>
            <ol className={styles.versions}>
              {kpi.versions.toReversed().map((version) => (
                <li key={version.number}>
                  <div className={styles.line}>
                    <strong>{t('formula.version', { number: version.number })}</strong>
                    <span>
                      {version.starts_on
                        ? t('formula.from', { day: format.dayLong(version.starts_on) })
                        : t('formula.fromBeginning')}
                    </span>
                    {version.created_by ? <PersonChip person={version.created_by} /> : null}
                  </div>
                  <code>{version.formula ?? t('formula.isRecorded')}</code>
                  {version.reason ? <p>{version.reason}</p> : null}
                </li>
              ))}
            </ol>
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
