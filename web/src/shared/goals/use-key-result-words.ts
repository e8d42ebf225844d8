import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyResult } from '@/shared/api/types';
import { useFormat } from '@/shared/lib/use-format';

/** Current value and goal of a key result, in words that fit its kind. */
export function useKeyResultWords() {
  const { t } = useTranslation('common');
  const format = useFormat();
  return useMemo(() => {
    const current = (keyResult: KeyResult): string => {
      switch (keyResult.kind) {
        case 'milestones': {
          const done = keyResult.milestones.filter((step) => step.done_on !== null).length;
          return t('keyResult.milestonesDone', { done, total: keyResult.milestones.length });
        }
        case 'yes_no':
          return t(keyResult.current_value === 1 ? 'keyResult.yes' : 'keyResult.notYet');
        default:
          return format.value(keyResult.current_value, keyResult);
      }
    };
    const goal = (keyResult: KeyResult): string => {
      const target = format.value(keyResult.target_value, keyResult);
      switch (keyResult.kind) {
        case 'increase':
        case 'decrease':
          return `→ ${target}`;
        case 'at_least':
          return t('goal.atLeast', { value: target });
        case 'at_most':
          return t('goal.atMost', { value: target });
        case 'between':
          return t('goal.between', {
            low: format.parts(keyResult.target_value, keyResult).number,
            high: format.value(keyResult.target_high, keyResult),
          });
        case 'baseline':
          return t('keyResult.baseline');
        default:
          return '';
      }
    };
    /** The current value where its goal follows: between two numbers of one unit the unit is told once. */
    const beforeGoal = (keyResult: KeyResult): string => {
      const isWay = keyResult.kind === 'increase' || keyResult.kind === 'decrease';
      return isWay ? format.parts(keyResult.current_value, keyResult).number : current(keyResult);
    };
    return { current, beforeGoal, goal };
  }, [format, t]);
}
