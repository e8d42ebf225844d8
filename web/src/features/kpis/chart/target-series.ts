import type { CustomSeriesOption, CustomSeriesRenderItem } from 'echarts';
import type { Series } from '../wire';
import type { Colours } from './colours';
import { bandOf, targetRuns } from './target-runs';

/** One tinted box and its dashed lines for each run of periods with the same target. */
export function targetSeries(series: Series, colours: Colours): CustomSeriesOption {
  const runs = targetRuns(series).flatMap((run) => {
    const band = bandOf(run.values, series.kpi.direction);
    return band ? [{ ...run, band }] : [];
  });
  const renderItem: CustomSeriesRenderItem = (params, api) => {
    const run = runs[params.dataIndex];
    if (!run) return null;
    const frame = params.coordSys as unknown as { y: number; height: number };
    const [step = 0] = (api.size?.([1, 0]) ?? []) as number[];
    const at = (index: number, value: number) => api.coord([index, value]) as [number, number];
    const left = at(run.first, 0)[0] - step / 2;
    const right = at(run.last, 0)[0] + step / 2;
    const y = (value: number | null, edge: number) => (value === null ? edge : at(0, value)[1]);
    const top = y(run.band.high, frame.y);
    const bottom = y(run.band.low, frame.y + frame.height);
    return {
      type: 'group',
      children: [
        {
          type: 'rect',
          shape: { x: left, y: top, width: right - left, height: Math.max(0, bottom - top) },
          style: { fill: colours.good, opacity: 0.09 },
        },
        ...run.band.limits.map((limit) => ({
          type: 'line' as const,
          shape: { x1: left, x2: right, y1: y(limit, 0), y2: y(limit, 0) },
          style: { stroke: colours.limit, lineWidth: 1.5, lineDash: [5, 4] },
        })),
      ],
    };
  };
  return {
    type: 'custom',
    renderItem,
    clip: true,
    silent: true,
    z: 1,
    tooltip: { show: false },
    // The limits take part in the extent of the axis, so that a target is never out of sight.
    encode: { x: 0, y: [1, 2] },
    data: runs.map(({ first, band }) => [
      first,
      band.limits[0] ?? null,
      band.limits.at(-1) ?? null,
    ]),
  };
}
