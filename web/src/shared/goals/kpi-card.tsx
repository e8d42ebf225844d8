import { useTranslation } from 'react-i18next';
import type { KpiCard as Kpi } from '@/shared/api/types';
import { missing } from '@/shared/lib/format';
import { alertsPath, kpiPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import { Icon } from '@/shared/ui/icon';
import { NumberDoor } from '@/shared/ui/number-door';
import { Sparkline } from '@/shared/ui/sparkline';
import { StatusIcon } from '@/shared/ui/status-tag';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';
import styles from './kpi-card.module.css';
import { useTargetWords } from './use-target-words';

/** One KPI of the wall: value, change, target and the line that led there. */
export function KpiCard({ kpi }: { kpi: Kpi }) {
  const { t } = useTranslation('common');
  const format = useFormat();
  const targetWords = useTargetWords();
  const { latest } = kpi;
  const parts = format.parts(latest?.value, kpi);
  const target = targetWords(kpi, kpi.target);
  const hasTrouble = kpi.status === 'at_risk' || kpi.status === 'off_track';
  const label = t('kpi.sparkline', {
    name: kpi.name,
    count: kpi.points.length,
    value: format.value(latest?.value, kpi),
    target: target || missing,
  });
  return (
    <div className={styles.card}>
      <div className={styles.name}>
        <AppLink href={kpiPath(kpi.id, kpi.subject?.id)} className={styles.link}>
          {kpi.name}
        </AppLink>
        {hasTrouble && kpi.status ? (
          <>
            <StatusIcon status={kpi.status} size={13} />
            <VisuallyHidden>{t(`status.${kpi.status}`)}</VisuallyHidden>
          </>
        ) : null}
        {kpi.alert ? <AlertFlag alert={kpi.alert} /> : null}
      </div>
      <div className={styles.figures}>
        <NumberDoor
          proof={{ of: 'kpi', id: kpi.id, unit: kpi.subject?.id, period: latest?.period }}
          look="large"
        >
          {parts.number}
          {parts.unit ? <small> {parts.unit}</small> : null}
        </NumberDoor>
        <Change kpi={kpi} />
      </div>
      <Sparkline
        values={sinceFirst(kpi.points.map((point) => point.value))}
        target={kpi.target?.target ?? kpi.target?.floor ?? null}
        band={[kpi.target?.range_low ?? null, kpi.target?.range_high ?? null]}
        direction={kpi.direction}
        label={label}
      />
      <div className={styles.foot}>
        <span>{latest ? format.period(latest.start, latest.end) : null}</span>
        <span title={target}>{target}</span>
      </div>
    </div>
  );
}

/** Says on the card that a warning is open; the way to it is the inbox. */
function AlertFlag({ alert }: { alert: NonNullable<Kpi['alert']> }) {
  const { t } = useTranslation('common');
  const kind = t(`kpi.alert.${alert.kind}`);
  const words = alert.is_acknowledged ? `${kind} (${t('kpi.acknowledged')})` : kind;
  return (
    <AppLink
      href={alertsPath}
      className={styles.alert}
      data-seen={alert.is_acknowledged || undefined}
      title={words}
      aria-label={words}
    >
      <Icon name="alert" size={14} />
    </AppLink>
  );
}

function Change({ kpi }: { kpi: Kpi }) {
  const format = useFormat();
  const delta = kpi.latest?.delta ?? null;
  const written = format.change(delta, kpi);
  // What rounds to nothing is no change worth a word.
  if (delta === null || !/[1-9]/.test(written)) return null;
  const isBetter = kpi.direction === 'lower' ? delta < 0 : delta > 0;
  const tone = kpi.direction === 'range' ? 'neutral' : isBetter ? 'better' : 'worse';
  return (
    <span className={styles.change} data-tone={tone}>
      {written}
    </span>
  );
}

/** A KPI that is younger than the wall's span begins at its own first value. */
function sinceFirst(values: (number | null)[]): (number | null)[] {
  const first = values.findIndex((value) => value !== null);
  return first > 0 ? values.slice(first) : values;
}
