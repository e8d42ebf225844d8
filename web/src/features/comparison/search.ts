/** What the address of the comparison says. */
import { asOfIn } from '@/shared/lib/as-of';
import { isDay } from '@/shared/lib/days';
import { text, word } from '@/shared/lib/search';
import type { ComparisonQuestion } from './api';
import { grains, type Look, looks } from './wire';

export interface ComparisonSearch extends ComparisonQuestion {
  look?: Look | undefined;
}

export function parseComparisonSearch(search: Record<string, unknown>): ComparisonSearch {
  const day = (key: string) => {
    const found = text(search, key);
    return found && isDay(found) ? found : undefined;
  };
  return {
    unit: text(search, 'unit'),
    grain: word(search, 'grain', grains),
    from: day('from'),
    to: day('to'),
    as_of: asOfIn(search),
    look: word(search, 'look', looks),
  };
}
