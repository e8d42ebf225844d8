/** Geometry of the scoring plot: values and points to places in the drawing and back. No points are computed here. */
import type { ScoringPoint } from './wire';

export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Plot {
  frame: Frame;
  low: number;
  high: number;
  top: number;
  x: (value: number) => number;
  y: (points: number) => number;
  valueAt: (x: number) => number;
  pointsAt: (y: number) => number;
}

export const frame: Frame = { width: 520, height: 230, left: 40, right: 12, top: 12, bottom: 26 };

const margin = 0.12;
/** The points of a full score: the plot always shows them. */
const full = 120;

export function plotOf(curve: ScoringPoint[], values: (number | null | undefined)[]): Plot {
  const known = values.filter((value): value is number => value !== null && value !== undefined);
  const all = [...curve.map((point) => point.value), ...known];
  const least = all.length > 0 ? Math.min(...all) : 0;
  const most = all.length > 0 ? Math.max(...all) : 1;
  const span = most - least || Math.abs(most) || 1;
  const [low, high] = [least - span * margin, most + span * margin];
  const top = Math.max(full, ...curve.map((point) => point.points)) * 1.04;
  const wide = frame.width - frame.left - frame.right;
  const tall = frame.height - frame.top - frame.bottom;
  return {
    frame,
    low,
    high,
    top,
    x: (value) => frame.left + ((value - low) / (high - low)) * wide,
    y: (points) => frame.top + (1 - points / top) * tall,
    valueAt: (x) => low + ((x - frame.left) / wide) * (high - low),
    pointsAt: (y) => (1 - (y - frame.top) / tall) * top,
  };
}

/** The line through the points, level beyond its ends. */
export function lineOf(plot: Plot, curve: ScoringPoint[]): string {
  const [first, last] = [curve[0], curve.at(-1)];
  if (!first || !last) return '';
  const all = [{ ...first, value: plot.low }, ...curve, { ...last, value: plot.high }];
  return all.map(({ value, points }) => `${plot.x(value)},${plot.y(points)}`).join(' ');
}

/** The points with one of them moved; it stays between its neighbours, so that the order is kept. */
export function withMoved(
  points: ScoringPoint[],
  at: number,
  to: ScoringPoint,
  decimals: number,
): ScoringPoint[] {
  const low = points[at - 1]?.value ?? Number.NEGATIVE_INFINITY;
  const high = points[at + 1]?.value ?? Number.POSITIVE_INFINITY;
  const value = Number(Math.min(Math.max(to.value, low), high).toFixed(decimals));
  const score = Math.max(0, Math.round(to.points));
  return points.map((point, index) => (index === at ? { value, points: score } : point));
}

export const sorted = (points: ScoringPoint[]) => [...points].sort((a, b) => a.value - b.value);
