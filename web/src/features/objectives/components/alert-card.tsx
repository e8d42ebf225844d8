import { useTranslation } from 'react-i18next';
import type { ObjectiveOverview } from '@/shared/api/types';
import { alertsPath, kpiPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import { SectionCard } from '@/shared/ui/section-card';
import styles from './objectives.module.css';

/** The warnings that the objective is to mend: what it came from. */
export function AlertCard({ overview }: { overview: ObjectiveOverview }) {
  const { t } = useTranslation(['objectives', 'common']);
  const format = useFormat();
  if (overview.alerts.length === 0) return null;
  return (
    <SectionCard
      title={t('alerts.title')}
      actions={<AppLink href={alertsPath}>{t('alerts.all')}</AppLink>}
    >
      <ul className={styles.alerts}>
        {overview.alerts.map(({ id, kind, kpi, unit, since, state, cause }) => (
          <li key={id}>
            <span>
              <AppLink href={kpiPath(kpi.code, unit?.code)}>{kpi.name}</AppLink>
              {unit ? <span className={styles.sub}> {unit.name}</span> : null}
            </span>
            <span className={styles.sub}>
              {t('alerts.line', {
                kind: t(`common:kpi.alert.${kind}`),
                since: format.dayLong(since),
                state: t(`alerts.${state}`),
              })}
            </span>
            {cause ? <span>{cause}</span> : null}
          </li>
        ))}
      </ul>
    </SectionCard>
  );
}
