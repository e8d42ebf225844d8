/** What the address of the tree says. */
import { text, word } from '@/shared/lib/search';

export const views = ['map', 'outline'] as const;
export type View = (typeof views)[number];

export interface TreeSearch {
  view?: View | undefined;
  /** Whose values; the whole organisation's when absent. */
  unit?: string | undefined;
  /** The KPI whose causes and effects are in focus, by its identity or code. */
  focus?: string | undefined;
  /** Only of this perspective, by its code. */
  perspective?: string | undefined;
  q?: string | undefined;
}

export function parseTreeSearch(search: Record<string, unknown>): TreeSearch {
  return {
    view: word(search, 'view', views),
    unit: text(search, 'unit'),
    focus: text(search, 'focus'),
    perspective: text(search, 'perspective'),
    q: text(search, 'q'),
  };
}
