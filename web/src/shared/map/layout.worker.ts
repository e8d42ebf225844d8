/** Keeps the layout of large maps away from the thread that answers the keyboard. */
import { type Layout, type LayoutRequest, layout } from './layout';

export interface LayoutJob extends LayoutRequest {
  ticket: number;
}

export interface LayoutAnswer {
  ticket: number;
  places: Layout;
}

self.addEventListener('message', ({ data }: MessageEvent<LayoutJob>) => {
  const answer: LayoutAnswer = { ticket: data.ticket, places: layout(data) };
  self.postMessage(answer);
});
