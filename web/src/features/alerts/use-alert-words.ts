import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useTargetWords } from '@/shared/goals/use-target-words';
import { dayBefore } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/use-format';
import type { Alert } from './api';

/** What happened, in one sentence with its numbers; as it was when the alert opened. */
export function useAlertWords() {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const targetWords = useTargetWords();
  return useMemo(
    () =>
      ({ kind, kpi, facts, since }: Alert) => {
        const value = format.value(facts.value, kpi);
        const day = facts.until ? format.dayLong(dayBefore(facts.until)) : '';
        const target = targetWords(kpi, { stretch: null, ...facts, floor: null });
        switch (kind) {
          case 'corridor_breach':
            return kpi.direction === 'range'
              ? t('what.outside', { value, day, target })
              : t('what.breach', { value, day, floor: format.value(facts.floor, kpi) });
          case 'off_target_forecast':
            return t('what.forecast', {
              chance: format.percent(facts.probability),
              target,
              day,
              value,
            });
          case 'anomaly':
            return t('what.anomaly', {
              value,
              day,
              expected: format.value(facts.expected, kpi),
            });
          case 'stale':
            return t('what.stale', {
              day: facts.due_on ? format.dayLong(facts.due_on) : '',
              since: format.dayLong(since),
              count: facts.late_periods ?? 1,
            });
        }
      },
    [format, t, targetWords],
  );
}
