import { useTranslation } from 'react-i18next';
import { KpiRoleMark } from '@/shared/ui/kpi-role-mark';
import styles from './drivers.module.css';
import type { Influence } from './wire';

/** ▲ and which way the driver moves what it drives. */
export function InfluenceMark({ influence }: { influence: Influence }) {
  const { t } = useTranslation('drivers');
  return (
    <span className={styles.influence}>
      <KpiRoleMark of="drives" />
      {t(`influence.${influence}`)}
    </span>
  );
}
