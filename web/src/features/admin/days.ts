/** Periods end on the first day after on the wire; the forms and lists of administration show the last day. */
import { dayAfter, dayBefore } from '@/shared/lib/days';

/** The last day of `[start, end)`, where there is an end. */
export function lastDay(end: string | null): string | null {
  return end === null ? null : dayBefore(end);
}

export function endAfter(last: string | null | undefined): string | null {
  return last ? dayAfter(last) : null;
}
