/** What the address of the target cascade says. */
import { asOfIn } from '@/shared/lib/as-of';
import { isDay } from '@/shared/lib/days';
import { text, word } from '@/shared/lib/search';
import type { CascadeQuestion } from './api';
import { grains } from './wire';

export function parseTargetsSearch(search: Record<string, unknown>): CascadeQuestion {
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
  };
}

/** The span of the same length a year before or after; a leap day moves to the last of its month. */
export function yearsAway(from: string, to: string, by: number): { from: string; to: string } {
  const move = (day: string) => {
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    const last = new Date(Date.UTC(year + by, month, 0)).getUTCDate();
    const moved = new Date(Date.UTC(year + by, month - 1, Math.min(date, last)));
    return moved.toISOString().slice(0, 10);
  };
  return { from: move(from), to: move(to) };
}
