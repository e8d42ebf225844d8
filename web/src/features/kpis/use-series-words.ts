import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useTargetWords } from '@/shared/goals/use-target-words';
import { useFormat } from '@/shared/lib/use-format';
import { aheadOf } from './chart/forecast-series';
import type { SeriesWords } from './chart/series-option';
import { targetsByPeriod } from './chart/target-runs';
import type { PastSeries } from './past-series';
import { useDifferenceWords } from './use-difference-words';
import type { Forecast, Series, SeriesPoint } from './wire';

/** From here on an axis writes numbers short: 12.8K, 1.3万. */
const compactFrom = 10_000;

/** The texts of the chart, and the one sentence that tells it to those who do not see it. */
export function useSeriesWords(
  series: Series,
  past: PastSeries | null,
  forecast: Forecast | null = null,
): SeriesWords & { sentence: string } {
  const { t } = useTranslation(['kpis', 'common']);
  const format = useFormat();
  const targetWords = useTargetWords();
  const differenceWords = useDifferenceWords();
  return useMemo(() => {
    const { kpi, points, grain, unit } = series;
    const targets = targetsByPeriod(series);
    const target = (point: SeriesPoint) => targetWords(kpi, targets.get(point.period) ?? null);
    const isShort = grain === 'day' || grain === 'week';
    const name = (point: Pick<SeriesPoint, 'start' | 'end'>) =>
      format.period(point.start, point.end);
    const value = (number: number | null) => format.value(number, kpi);
    const soFar = (point: SeriesPoint) =>
      point.is_complete ? name(point) : t(past ? 'asOf.soFar' : 'soFar', { period: name(point) });
    const tooltip = (index: number) => {
      const point = points[index];
      if (!point) return [];
      const wanted = target(point);
      const now = past?.now[index];
      const isOther = past?.changed.has(point.period) || past?.later.has(point.period);
      return [
        soFar(point),
        value(point.value),
        now && isOther ? t('asOf.nowValue', { value: value(now.value) }) : '',
        point.denominator === null
          ? ''
          : `${format.number(point.numerator)} / ${format.number(point.denominator)}`,
        wanted ? t('series.wanted', { target: wanted }) : '',
      ].filter(Boolean);
    };
    const ahead = new Map(aheadOf(points, forecast).map((at) => [at.index, at]));
    const aheadTooltip = (index: number) => {
      const at = ahead.get(index);
      if (!at) return [];
      const interval = { value: value(at.value), lower: value(at.lower), upper: value(at.upper) };
      return [
        ...(index < points.length ? [] : [name(at)]),
        t('forecast.tooltip', { interval: t('forecast.interval', interval) }),
      ];
    };
    const known = points.filter((point) => point.value !== null);
    const byValue = [...known].sort((a, b) => (a.value ?? 0) - (b.value ?? 0));
    const [lowest, highest, first, last] = [byValue[0], byValue.at(-1), points[0], known.at(-1)];
    const sentence =
      lowest && highest && first && last
        ? t('series.sentence', {
            name: kpi.name,
            unit: unit?.name ?? '',
            grain: t(`grain.${grain}`).toLowerCase(),
            from: name(first),
            lowest: value(lowest.value),
            lowestIn: name(lowest),
            highest: value(highest.value),
            highestIn: name(highest),
            last: value(last.value),
            lastIn: soFar(last),
            target: target(last) || t('noTarget'),
          })
        : t('series.none');
    const tick = (number: number) =>
      Math.abs(number) >= compactFrom
        ? format.compact(number)
        : format.parts(number, { ...kpi, decimals: tickDecimals(number, kpi) }).number;
    return {
      value,
      tick,
      period: (point) => (isShort ? format.day(point.start) : name(point)),
      tooltip,
      aheadTooltip,
      sentence: past
        ? t('asOf.sentence', {
            known: t('asOf.known', { day: format.dayFull(past.day) }),
            sentence,
            differences: differenceWords(past),
          })
        : sentence,
    };
  }, [series, past, forecast, format, t, targetWords, differenceWords]);
}

/** An axis has round numbers: no more digits than they need. */
function tickDecimals(value: number, kpi: Series['kpi']): number {
  const shown = kpi.format === 'percent' ? value * 100 : value;
  const rounded = Number(shown.toFixed(2));
  return Number.isInteger(rounded) ? 0 : Number.isInteger(rounded * 10) ? 1 : 2;
}
