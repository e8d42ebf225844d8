/** What the address of the log says: its filters. Days are the organisation's; the server is asked in instants. */
import { dayAfter } from '@/shared/lib/days';
import { text } from '@/shared/lib/search';
import type { ChangeFilters } from './api';

export interface ChangesSearch {
  entity?: string | undefined;
  kind?: string | undefined;
  actor?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
}

const day = (value: string | undefined) =>
  value && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;

export function parseChangesSearch(search: Record<string, unknown>): ChangesSearch {
  return {
    entity: text(search, 'entity'),
    kind: text(search, 'kind'),
    actor: text(search, 'actor'),
    since: day(text(search, 'since')),
    until: day(text(search, 'until')),
  };
}

/** `until` is the last day that counts. */
export function changeFilters(search: ChangesSearch, timeZone: string): ChangeFilters {
  const { since, until, ...rest } = search;
  return {
    ...rest,
    since: since ? startOfDay(since, timeZone) : undefined,
    until: until ? startOfDay(dayAfter(until), timeZone) : undefined,
  };
}

/** The instant at which a day begins in a time zone. */
export function startOfDay(text: string, timeZone: string): string {
  const asUtc = Date.parse(`${text}T00:00:00Z`);
  // The offset at the guess is that of the day's beginning unless the clock changes in between; then the second is.
  const first = asUtc - offsetAt(asUtc, timeZone);
  return new Date(asUtc - offsetAt(first, timeZone)).toISOString();
}

function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return local - Math.floor(instant / 1000) * 1000;
}

export function hasFilters(search: ChangesSearch): boolean {
  return Object.values(search).some((value) => value !== undefined);
}
