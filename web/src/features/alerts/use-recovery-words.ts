import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useTargetWords } from '@/shared/goals/use-target-words';
import { useFormat } from '@/shared/lib/use-format';
import type { Alert, RecoveryAim } from './api';

/** The words of a recovery: the title that is put forward, and what its key result aims at. */
export function useRecoveryWords() {
  const { t } = useTranslation('alerts');
  const format = useFormat();
  const targetWords = useTargetWords();
  return useMemo(() => {
    const said = ({ kpi }: Alert, { target, target_high, until }: RecoveryAim) => ({
      name: kpi.name,
      day: format.dayLong(until),
      target: targetWords(kpi, {
        target,
        floor: null,
        stretch: null,
        range_low: target,
        range_high: target_high,
      }),
    });
    const isReached = ({ kind }: RecoveryAim) => kind === 'increase' || kind === 'decrease';
    return {
      title: (alert: Alert, aim: RecoveryAim | null) => {
        if (!aim) return t('recovery.plain', { name: alert.kpi.name });
        return t(isReached(aim) ? 'recovery.back' : 'recovery.keep', said(alert, aim));
      },
      aim: (alert: Alert, aim: RecoveryAim) =>
        t(isReached(aim) ? 'recovery.reaches' : 'recovery.holds', {
          ...said(alert, aim),
          start: format.value(aim.start, alert.kpi),
        }),
    };
  }, [format, t, targetWords]);
}
