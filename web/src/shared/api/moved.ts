/** What every write answers: the thing as it is now, every score that moved with it, and its place in the log. */
import type { components } from './schema.gen';

export type Moved = components['schemas']['Moved'];

export interface Written<T> {
  item: T;
  moved: Moved[];
  /** 0 when nothing changed. */
  seq: number;
}
