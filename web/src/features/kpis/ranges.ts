/** Spans people ask for, as days `[from, to)`. */
import { dayAfter } from '@/shared/lib/days';

export interface DaySpan {
  from: string;
  /** The last day, as people say it. */
  last: string;
}

export const rangeNames = ['thisYear', 'lastYear', 'twelveMonths', 'threeYears'] as const;
export type RangeName = (typeof rangeNames)[number];

export function namedRange(name: RangeName, today: string): DaySpan {
  const year = Number(today.slice(0, 4));
  const sameDay = (years: number) => `${year - years}${today.slice(4).replace('-02-29', '-02-28')}`;
  switch (name) {
    case 'thisYear':
      return { from: `${year}-01-01`, last: today };
    case 'lastYear':
      return { from: `${year - 1}-01-01`, last: `${year - 1}-12-31` };
    case 'twelveMonths':
      return { from: dayAfter(sameDay(1)), last: today };
    case 'threeYears':
      return { from: dayAfter(sameDay(3)), last: today };
  }
}
