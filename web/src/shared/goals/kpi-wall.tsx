import type { KpiCard as Kpi } from '@/shared/api/types';
import { KpiCard } from './kpi-card';
import styles from './kpi-card.module.css';

export function KpiWall({ kpis }: { kpis: Kpi[] }) {
  return (
    <div className={styles.wall}>
      {kpis.map((kpi) => (
        <KpiCard key={`${kpi.id}${kpi.subject?.id ?? ''}`} kpi={kpi} />
      ))}
    </div>
  );
}
