import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { StatusIcon } from '@/shared/ui/status-tag';
import styles from './scoring.module.css';
import type { Kpi, ScoringLight, ScoringStretch } from './wire';

const statuses = {
  green: 'on_track',
  amber: 'at_risk',
  red: 'off_track',
} as const satisfies Record<ScoringLight, string>;

/** From which value on which light holds, in words: the thresholds that follow from the curve. */
export function Thresholds({ kpi, lights }: { kpi: Kpi; lights: ScoringStretch[] }) {
  const { t } = useTranslation(['scoring', 'common']);
  const format = useFormat();
  const key = ({ from, to }: ScoringStretch) => {
    if (from === null) return to === null ? 'always' : 'below';
    return to === null ? 'from' : 'between';
  };
  return (
    <ul className={styles.thresholds}>
      {lights.map((stretch) => (
        <li key={`${stretch.light}${stretch.from}`}>
          <StatusIcon status={statuses[stretch.light]} />{' '}
          {t('threshold', {
            status: t(`common:status.${statuses[stretch.light]}`),
            stretch: t(`stretch.${key(stretch)}`, {
              from: format.value(stretch.from, kpi),
              to: format.value(stretch.to, kpi),
            }),
          })}
        </li>
      ))}
    </ul>
  );
}
