/** What the address of the map says. */
import { text, word } from '@/shared/lib/search';

export const views = ['map', 'outline'] as const;
export type View = (typeof views)[number];

export interface AlignmentSearch {
  cycle?: string | undefined;
  view?: View | undefined;
  /** The objective whose path is in focus. */
  focus?: string | undefined;
  q?: string | undefined;
  /** Shows on the map what supports nothing. */
  loose?: string | undefined;
}

export function parseAlignmentSearch(search: Record<string, unknown>): AlignmentSearch {
  return {
    cycle: text(search, 'cycle'),
    view: word(search, 'view', views),
    focus: text(search, 'focus'),
    q: text(search, 'q'),
    loose: text(search, 'loose'),
  };
}
