/** Geometry of the sparkline: values to coordinates, nothing about goals. */
interface Options {
  target?: number | null | undefined;
  band?: [number | null, number | null] | undefined;
  direction: 'higher' | 'lower' | 'range';
  /** Shared with other lines; its own values and limits when absent. */
  axis?: { low: number; high: number } | null | undefined;
  width: number;
  height: number;
}

export interface SparklineShape {
  lines: string[];
  limits: number[];
  good: { top: number; bottom: number } | null;
  last: { x: number; y: number };
}

const inset = 6;

export function sparklineShape(
  values: (number | null)[],
  { target, band, direction, axis, width, height }: Options,
): SparklineShape | null {
  const known = values.filter((value): value is number => value !== null);
  if (known.length === 0) return null;
  const limits = (direction === 'range' ? (band ?? []) : [target]).filter(
    (value): value is number => value !== null && value !== undefined,
  );
  const low = axis?.low ?? Math.min(...known, ...limits);
  const high = axis?.high ?? Math.max(...known, ...limits);
  const span = high - low || Math.abs(high) || 1;
  const step = values.length > 1 ? (width - 2 * inset) / (values.length - 1) : 0;
  const x = (index: number) => Math.round((inset + index * step) * 10) / 10;
  const y = (value: number) =>
    Math.round((height - inset - ((value - low) / span) * (height - 2 * inset)) * 10) / 10;

  const lines: string[] = [];
  let run: string[] = [];
  let last = { x: 0, y: 0 };
  values.forEach((value, index) => {
    if (value === null) {
      if (run.length > 0) lines.push(run.join(' '));
      run = [];
      return;
    }
    last = { x: x(index), y: y(value) };
    run.push(`${last.x},${last.y}`);
  });
  if (run.length > 0) lines.push(run.join(' '));

  return { lines, limits: limits.map(y), good: goodSide(limits.map(y), direction, height), last };
}

function goodSide(limits: number[], direction: Options['direction'], height: number) {
  const first = limits[0];
  if (first === undefined) return null;
  if (direction === 'higher') return { top: 0, bottom: first };
  if (direction === 'lower') return { top: first, bottom: height };
  return { top: Math.min(...limits), bottom: Math.max(...limits) };
}
