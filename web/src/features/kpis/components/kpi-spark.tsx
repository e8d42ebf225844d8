import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useTargetWords } from '@/shared/goals/use-target-words';
import { missing } from '@/shared/lib/format';
import { useFormat } from '@/shared/lib/use-format';
import { Bone } from '@/shared/ui/skeletons';
import { Sparkline } from '@/shared/ui/sparkline';
import { seriesQuery } from '../api';
import type { Kpi } from '../wire';
import styles from './kpis.module.css';

/** The last thirteen periods; fetched by the rows that are in view. */
export function KpiSpark({ kpi, unit }: { kpi: Kpi; unit: string | undefined }) {
  const { t } = useTranslation('common');
  const format = useFormat();
  const targetWords = useTargetWords();
  const { data } = useQuery(seriesQuery(kpi.code, { unit }));
  if (!data) return <Bone width={130} height={3} />;
  const label = t('kpi.sparkline', {
    name: kpi.name,
    count: data.points.length,
    value: format.value(kpi.latest?.value, kpi),
    target: targetWords(kpi, kpi.target) || missing,
  });
  return (
    <span className={styles.spark}>
      <Sparkline
        values={data.points.map((point) => point.value)}
        target={kpi.target?.target ?? kpi.target?.floor ?? null}
        band={[kpi.target?.range_low ?? null, kpi.target?.range_high ?? null]}
        direction={kpi.direction}
        label={label}
        height={36}
      />
    </span>
  );
}
