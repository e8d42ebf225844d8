import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import styles from '@/shared/ui/form/form.module.css';
import type { Kpi, Measurement } from '../wire';

/** What holds now for the unit and period: saving another value corrects it. */
export function KnownValue({ kpi, known }: { kpi: Kpi; known: Measurement }) {
  const { t } = useTranslation(['kpis', 'common']);
  const format = useFormat();
  const parts =
    known.denominator === null
      ? ''
      : ` (${format.number(known.numerator)} / ${format.number(known.denominator)})`;
  return (
    <Alert
      type="info"
      className={styles.problem}
      title={t('record.known', { value: `${format.value(known.value, kpi)}${parts}` })}
      description={[
        t(`common:source.${known.source}`),
        known.recorded_by?.name,
        format.instant(known.recorded_at),
      ]
        .filter(Boolean)
        .join(' · ')}
    />
  );
}
