import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';
import type { PastSeries } from '../past-series';
import type { Kpi } from '../wire';
import asOf from './as-of.module.css';

/** The value of today beside that of then: said to be another one, or that it came later. */
export function NowValue({ kpi, past, index }: { kpi: Kpi; past: PastSeries; index: number }) {
  const { t } = useTranslation('kpis');
  const format = useFormat();
  const point = past.now[index];
  if (!point) return null;
  const value = format.value(point.value, kpi);
  const isChanged = past.changed.has(point.period);
  if (!isChanged && !past.later.has(point.period)) return value;
  return (
    <span
      className={isChanged ? asOf.moved : undefined}
      title={t(isChanged ? 'asOf.isChanged' : 'asOf.isLater')}
    >
      {isChanged ? <span aria-hidden="true">≠ </span> : null}
      <VisuallyHidden>{t(isChanged ? 'asOf.isChanged' : 'asOf.isLater')} </VisuallyHidden>
      {value}
    </span>
  );
}
