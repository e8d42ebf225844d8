/** Where the view of the map begins, and whether a card is in it. */
import type { Viewport } from '@xyflow/react';
import { cardHeight, cardWidth, type Layout, type Place } from './layout';

/** Below this the words on the cards cannot be read. */
const legibleZoom = 0.8;
/** Room for the heads of the columns, and for the buttons at the foot. */
const margin = { side: 28, top: 56, bottom: 60 };

/** All columns and rows in view where that leaves the words legible, from the top; the rest is a pull away. */
export function firstView(places: Layout, frame: HTMLElement | null): Viewport {
  const all = Object.values(places);
  const right = Math.max(...all.map(({ x }) => x)) + cardWidth;
  const top = Math.min(...all.map(({ y }) => y));
  const room = (frame?.clientWidth ?? right) - 2 * margin.side;
  const bottom = Math.max(...all.map(({ y }) => y)) + cardHeight;
  const height = (frame?.clientHeight ?? bottom) - margin.top - margin.bottom;
  const fitting = height / (bottom - top);
  const wide = Math.min(1, Math.max(legibleZoom, room / right));
  const zoom = fitting >= legibleZoom ? Math.min(wide, fitting) : wide;
  return { x: margin.side, y: margin.top - top * zoom, zoom };
}

export function isInView(place: Place, view: Viewport, frame: HTMLElement | null): boolean {
  const left = place.x * view.zoom + view.x;
  const top = place.y * view.zoom + view.y;
  return (
    left >= 0 &&
    top >= margin.top / 2 &&
    left + cardWidth * view.zoom <= (frame?.clientWidth ?? 0) &&
    top + cardHeight * view.zoom <= (frame?.clientHeight ?? 0)
  );
}
