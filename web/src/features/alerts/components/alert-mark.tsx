import { useTranslation } from 'react-i18next';
import { StatusIcon, type StatusWord } from '@/shared/ui/status-tag';
import type { AlertKind } from '../api';
import styles from './alerts.module.css';

/** The shape that goes with each kind: red for what has happened, amber for what may. */
const shapes: Record<AlertKind, StatusWord> = {
  corridor_breach: 'off_track',
  off_target_forecast: 'at_risk',
  anomaly: 'at_risk',
  stale: 'no_data',
};

export function AlertMark({ kind }: { kind: AlertKind }) {
  const { t } = useTranslation('alerts');
  return (
    <span className={styles.mark}>
      <StatusIcon status={shapes[kind]} />
      {t(`kind.${kind}`)}
    </span>
  );
}
