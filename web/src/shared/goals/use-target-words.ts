import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { KpiRef, KpiTargetValues } from '@/shared/api/types';
import { useFormat } from '@/shared/lib/use-format';

/** The target of a KPI in the words of its direction: "at most 1.5 %", "target 85 %". */
export function useTargetWords() {
  const { t } = useTranslation('common');
  const format = useFormat();
  return useMemo(
    () => (kpi: KpiRef, target: KpiTargetValues | null) => {
      if (!target) return '';
      const write = (value: number | null) =>
        format.parts(value, { ...kpi, decimals: trimmed(value, kpi) }).number;
      if (kpi.direction === 'range' && target.range_low !== null && target.range_high !== null) {
        return t('goal.between', { low: write(target.range_low), high: write(target.range_high) });
      }
      const limit = target.target ?? target.floor;
      if (limit === null) return '';
      return t(kpi.direction === 'lower' ? 'goal.atMost' : 'goal.atLeast', { value: write(limit) });
    },
    [format, t],
  );
}

/** Targets are round numbers: "85 %", not "85.0 %". */
function trimmed(value: number | null, kpi: KpiRef): number {
  if (value === null) return kpi.decimals;
  const shown = kpi.format === 'percent' ? value * 100 : value;
  return Number.isInteger(Number(shown.toFixed(kpi.decimals))) ? 0 : kpi.decimals;
}
