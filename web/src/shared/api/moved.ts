/** What every write answers: the thing as it is now, every score that moved with it, and its place in the log. */
import type { Score } from './types';

export interface Moved {
  entity: 'key_result' | 'objective' | 'org_unit';
  id: string;
  title: string;
  /** Of a unit: in which cycle. */
  cycle_id: string | null;
  /** null: new. */
  before: Score | null;
  /** null: gone. */
  after: Score | null;
}

export interface Written<T> {
  item: T;
  moved: Moved[];
  seq: number;
}
