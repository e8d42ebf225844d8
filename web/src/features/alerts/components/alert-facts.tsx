import { useTranslation } from 'react-i18next';
import { kpiPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import { FactList } from '@/shared/ui/fact-list';
import { PersonChip } from '@/shared/ui/person-chip';
import type { Alert } from '../api';
import { useAlertWords } from '../use-alert-words';
import { AlertMark } from './alert-mark';
import styles from './alerts.module.css';
import { MendedBy } from './mended-by';

/** What is known of an alert: who answers, what happened since when, and who took notice. */
export function AlertFacts({ alert }: { alert: Alert }) {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const words = useAlertWords();
  const { kpi, unit, objective } = alert;
  return (
    <div className={styles.facts}>
      <AlertMark kind={alert.kind} />
      <p>{words(alert)}</p>
      <FactList
        facts={[
          {
            label: t('fact.kpi'),
            value: <AppLink href={kpiPath(kpi.code, unit?.code)}>{t('fact.open')}</AppLink>,
          },
          { label: t('fact.unit'), value: unit?.name },
          {
            label: t('fact.owner'),
            value: alert.owner ? <PersonChip person={alert.owner} /> : t('fact.noOwner'),
          },
          { label: t('fact.since'), value: format.dayLong(alert.since) },
          { label: t('fact.opened'), value: format.instant(alert.opened_at) },
          {
            label: t('fact.closed'),
            value: alert.closed_at ? format.instant(alert.closed_at) : null,
          },
          {
            label: t('fact.acknowledged'),
            value: alert.acknowledged_at
              ? t('fact.by', {
                  name: alert.acknowledged_by?.name ?? t('fact.system'),
                  when: format.instant(alert.acknowledged_at),
                })
              : null,
          },
          { label: t('fact.cause'), value: alert.cause },
          {
            label: t('fact.objective'),
            value: objective ? <MendedBy objective={objective} /> : null,
          },
        ]}
      />
    </div>
  );
}
