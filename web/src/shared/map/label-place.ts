/** Where the label of a line stands: on the line, in the gap before the card that the line leads to. */
import { columnGap, type Place } from './layout';

const halvings = 24;

/**
 * A line that leads over several columns passes behind their cards, where a label could not be seen. `from` is at the
 * right, `to` at the left, and the line leaves and arrives level, as `getBezierPath` draws it.
 */
export function labelPlace(from: Place, to: Place, gap = columnGap): Place {
  const bend = Math.abs(from.x - to.x) / 2;
  const along = (t: number, a: number, b: number, c: number, d: number) =>
    (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;
  const x = (t: number) => along(t, from.x, from.x - bend, to.x + bend, to.x);
  const wanted = Math.min(to.x + gap / 2, (from.x + to.x) / 2);
  let [low, high] = [0, 1];
  for (let step = 0; step < halvings; step++) {
    const middle = (low + high) / 2;
    if (x(middle) > wanted) low = middle;
    else high = middle;
  }
  return { x: x(low), y: along(low, from.y, from.y, to.y, to.y) };
}
