/** The big line of a KPI as ECharts wants it: actual solid, running period and target dashed, good side tinted. */
import type { EChartsOption } from 'echarts';
import { fontFamily, type ThemeName } from '@/shared/ui/tokens';
import type { Forecast, Series, SeriesPoint } from '../wire';
import { coloursOf } from './colours';
import { aheadOf, forecastSeries } from './forecast-series';
import { lineSeries, presentLine } from './line-series';
import { targetSeries } from './target-series';

export interface SeriesWords {
  /** A value with its unit. */
  value: (value: number | null) => string;
  /** A value as short as an axis needs it. */
  tick: (value: number) => string;
  /** A period as short as an axis needs it. */
  period: (point: Pick<SeriesPoint, 'start' | 'end'>) => string;
  /** The lines of the tooltip; the first one is the period. */
  tooltip: (index: number) => string[];
  /** What the tooltip says of the forecast there. */
  aheadTooltip: (index: number) => string[];
}

/** More points than this appear at once: moving each from where another stood takes longer than it shows. */
const movedMax = 400;
/** From here on an axis of percents ends at 100 % of itself. */
const nearlyAll = 0.9;

export function seriesOption(
  series: Series,
  words: SeriesWords,
  theme: ThemeName,
  selected: string | undefined,
  /** What is known now, when the series is that of a past day. */
  now: SeriesPoint[] | null = null,
  forecast: Forecast | null = null,
): EChartsOption {
  const colours = coloursOf(theme);
  const { points } = series;
  const ahead = aheadOf(points, forecast);
  const later = ahead.filter(({ index }) => index >= points.length);
  const font = { fontFamily, color: colours.muted, fontSize: 12 };
  return {
    animation: points.length <= movedMax,
    textStyle: font,
    grid: { left: 8, right: 64, top: 18, bottom: 4, containLabel: true },
    xAxis: {
      type: 'category',
      data: [...points, ...later].map(words.period),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.grid } },
      axisLabel: { ...font, hideOverlap: true, margin: 10 },
      axisPointer: { type: 'line', lineStyle: { color: colours.limit, type: 'solid' } },
    },
    yAxis: {
      type: 'value',
      scale: true,
      boundaryGap: ['6%', '10%'],
      // Room below the line, but no minus where there is nothing below zero.
      min: ({ min, max }) => (min >= 0 && min < (max - min) * 0.06 * 2 ? 0 : (null as never)),
      // No room above 100 % where nothing is above it.
      max: ({ max }) =>
        series.kpi.format === 'percent' && max > nearlyAll && max <= 1 ? 1 : (null as never),
      splitNumber: 4,
      axisLabel: { ...font, formatter: (value: number) => words.tick(value) },
      splitLine: { lineStyle: { color: colours.grid } },
    },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      backgroundColor: colours.card,
      borderColor: colours.grid,
      padding: [9, 12],
      textStyle: { ...font, color: colours.text, lineHeight: 19 },
      formatter: (raw) => {
        const first = Array.isArray(raw) ? raw[0] : raw;
        const index = axisIndex(first);
        return [...words.tooltip(index), ...words.aheadTooltip(index)].join('\n');
      },
    },
    series: [
      targetSeries(series, colours),
      ...lineSeries(points, words.value, colours, selected),
      ...(now ? [presentLine(now, colours)] : []),
      ...(forecast && ahead.length > 0 ? forecastSeries(points, forecast, ahead, colours) : []),
    ],
  };
}

/** Where on the axis the pointer is; the forecast's own lines do not begin at its left end. */
function axisIndex(item: { axisValue?: unknown; dataIndex?: number; data?: unknown } | undefined) {
  const place = Array.isArray(item?.data) ? item.data[0] : undefined;
  return typeof place === 'number' ? place : (item?.dataIndex ?? 0);
}
