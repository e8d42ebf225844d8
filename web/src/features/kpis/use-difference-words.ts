import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import type { PastSeries } from './past-series';

/** What is known now and was not on the day that is shown, in a sentence or two. */
export function useDifferenceWords() {
  const { t } = useTranslation('kpis');
  const { space } = useFormat();
  return useCallback(
    ({ changed, later }: PastSeries) =>
      [
        changed.size === 0 && later.size === 0 && t('asOf.same'),
        changed.size > 0 && t('asOf.changed', { count: changed.size }),
        later.size > 0 && t('asOf.later', { count: later.size }),
      ]
        .filter((words) => words !== false)
        .join(space),
    [t, space],
  );
}
