/** What comes next in the chart: a dashed line into the future with its band, and marks on what was out of the ordinary. */
import type { CustomSeriesOption, CustomSeriesRenderItem, SeriesOption } from 'echarts';
import type { Forecast, SeriesPoint } from '../wire';
import type { Colours } from './colours';

/** A period of the forecast at its place on the axis. */
export interface Ahead {
  index: number;
  start: string;
  end: string;
  value: number;
  lower: number;
  upper: number;
}

/** Where each period of a forecast stands: those of the series at theirs, later ones after the last. */
export function aheadOf(points: SeriesPoint[], forecast: Forecast | null): Ahead[] {
  if (!forecast || points.length === 0) return [];
  let next = points.length;
  return forecast.points.flatMap(({ period, start, end, value, lower, upper }) => {
    const own = points.findIndex((point) => point.period === period);
    const last = points.at(-1);
    // A chart of the past has no place for what comes after today.
    if (own < 0 && last && start < last.end) return [];
    return [{ index: own >= 0 ? own : next++, start, end, value, lower, upper }];
  });
}

export function forecastSeries(
  points: SeriesPoint[],
  forecast: Forecast,
  ahead: Ahead[],
  colours: Colours,
): SeriesOption[] {
  const known = points.findLastIndex((point) => point.is_complete && point.value !== null);
  const from = points[known]?.value ?? null;
  const anchor = from === null ? [] : [[known, from, from, from]];
  const path = [...anchor, ...ahead.map((at) => [at.index, at.value, at.lower, at.upper])];
  return [
    band(path, colours),
    {
      type: 'line',
      symbol: 'none',
      color: colours.line,
      lineStyle: { width: 1.75, color: colours.line, type: [3, 4] },
      silent: true,
      emphasis: { disabled: true },
      z: 3,
      data: path.map(([index = 0, value = 0]) => [index, value]),
    },
    {
      type: 'scatter',
      symbol: 'diamond',
      symbolSize: 13,
      silent: true,
      z: 6,
      itemStyle: { color: colours.warn, borderColor: colours.card, borderWidth: 2 },
      data: forecast.anomalies.flatMap((anomaly) => {
        const index = points.findIndex((point) => point.period === anomaly.period);
        return index < 0 ? [] : [[index, anomaly.value]];
      }),
    },
  ];
}

/** One box with slanted edges between each two periods. */
function band(path: number[][], colours: Colours): CustomSeriesOption {
  const renderItem: CustomSeriesRenderItem = (params, api) => {
    const [here, next] = [path[params.dataIndex], path[params.dataIndex + 1]];
    if (!here || !next) return null;
    const at = (point: number[], side: number) => api.coord([point[0] ?? 0, point[side] ?? 0]);
    return {
      type: 'polygon',
      shape: { points: [at(here, 2), at(next, 2), at(next, 3), at(here, 3)] },
      style: { fill: colours.line, opacity: 0.13 },
    };
  };
  return {
    type: 'custom',
    renderItem,
    clip: true,
    silent: true,
    z: 2,
    tooltip: { show: false },
    // The interval takes part in the extent of the axis.
    encode: { x: 0, y: [2, 3] },
    data: path,
  };
}
