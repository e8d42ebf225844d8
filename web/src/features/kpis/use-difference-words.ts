import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { PastSeries } from './past-series';

/** What is known now and was not on the day that is shown, in a sentence or two. */
export function useDifferenceWords() {
  const { t } = useTranslation('kpis');
  return useCallback(
    ({ changed, later }: PastSeries) => {
      if (changed.size === 0 && later.size === 0) return t('asOf.same');
      const first = changed.size > 0 ? t('asOf.changed', { count: changed.size }) : '';
      const second = later.size > 0 ? t('asOf.later', { count: later.size }) : '';
      return first && second ? t('asOf.two', { first, second }) : first || second;
    },
    [t],
  );
}
