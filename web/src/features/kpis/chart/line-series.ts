/** The line itself: what is complete solid, the running period dashed to a hollow mark, the last value written beside it. */
import type { LineSeriesOption } from 'echarts';
import { fontFamily } from '@/shared/ui/tokens';
import type { SeriesPoint } from '../wire';
import type { Colours } from './colours';

/** More points than this are drawn as a line without marks. */
const marksMax = 40;

export function lineSeries(
  points: SeriesPoint[],
  write: (value: number | null) => string,
  colours: Colours,
  selected: string | undefined,
): LineSeriesOption[] {
  const known = points.findLastIndex((point) => point.value !== null);
  const running = known >= 0 && points[known]?.is_complete === false ? known : -1;
  const before = points.findLastIndex((point, index) => index < running && point.value !== null);
  const mark = (point: SeriesPoint, index: number) => ({
    value: point.value,
    symbol: 'circle',
    symbolSize: markSize(points, index, selected === point.period),
    ...(index === running
      ? {
          itemStyle: { color: colours.card, borderColor: colours.line, borderWidth: 2 },
        }
      : {}),
    ...(index === known
      ? {
          label: {
            show: true,
            position: 'right' as const,
            distance: 8,
            color: colours.text,
            fontFamily,
            fontWeight: 600,
            fontSize: 13,
            textBorderColor: colours.card,
            textBorderWidth: 3,
            formatter: write(point.value),
          },
        }
      : {}),
  });
  // What has no mark is a bare number: thousands of marks without a size would all be made and placed.
  const item = (point: SeriesPoint, index: number) => {
    const marked = mark(point, index);
    return marked.symbolSize > 0 ? marked : point.value;
  };
  const line = {
    type: 'line' as const,
    symbol: 'none',
    showAllSymbol: true,
    color: colours.line,
    emphasis: { disabled: true },
    z: 4,
  };
  return [
    {
      ...line,
      lineStyle: { width: 2.5, color: colours.line },
      data: points.map((point, index) => (index === running ? null : item(point, index))),
    },
    {
      ...line,
      lineStyle: { width: 2.5, color: colours.line, type: [2, 5] },
      silent: true,
      data: points.map((point, index) => {
        if (running < 0 || index < before) return null;
        return index === before ? point.value : item(point, index);
      }),
    },
  ];
}

/** What is known now, faint under what was known on a past day. */
export function presentLine(points: SeriesPoint[], colours: Colours): LineSeriesOption {
  return {
    type: 'line',
    symbol: 'none',
    color: colours.line,
    lineStyle: { width: 1.75, color: colours.line, type: [6, 4], opacity: 0.6 },
    silent: true,
    emphasis: { disabled: true },
    z: 3,
    data: points.map((point) => point.value),
  };
}

/** The last point, a chosen one and one that stands alone are always marked. */
function markSize(points: SeriesPoint[], index: number, isSelected: boolean): number {
  if (isSelected) return 11;
  const isLast = points.findLastIndex((point) => point.value !== null) === index;
  if (isLast) return 8;
  const isAlone = [points[index - 1], points[index + 1]].every(
    (point) => (point?.value ?? null) === null,
  );
  return points.length <= marksMax || isAlone ? 5 : 0;
}
