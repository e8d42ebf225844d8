/** What the addresses of the KPI pages say. */
import { daysBetween, isDay, shifted } from '@/shared/lib/days';
import { text, word } from '@/shared/lib/search';
import type { KpiFilters, SeriesQuestion } from './api';
import { type Grain, grains } from './wire';

const sorts = ['name', 'category', 'perspective'] as const;
const kinds = ['leading', 'lagging'] as const;
const views = ['catalogue'] as const;

export interface KpisSearch extends KpiFilters {
  new?: string | undefined;
  /** The catalogue of ready definitions instead of the library. */
  view?: (typeof views)[number] | undefined;
  /** Code of the ready definition whose sheet is open. */
  ready?: string | undefined;
}

export function parseKpisSearch(search: Record<string, unknown>): KpisSearch {
  return {
    q: text(search, 'q'),
    perspective: text(search, 'perspective'),
    category: text(search, 'category'),
    kind: word(search, 'kind', kinds),
    owner: text(search, 'owner'),
    unit: text(search, 'unit'),
    sort: word(search, 'sort', sorts),
    new: text(search, 'new'),
    view: word(search, 'view', views),
    ready: text(search, 'ready'),
  };
}

export function hasFilters({ q, perspective, category, kind, owner }: KpisSearch): boolean {
  return Boolean(q || perspective || category || kind || owner);
}

export interface KpiSearch {
  unit?: string | undefined;
  /** The person whose line is shown instead of the unit's. */
  person?: string | undefined;
  grain?: Grain | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** The period that is broken down by unit. */
  period?: string | undefined;
  /** The day whose knowledge the series shows; now when absent. */
  as_of?: string | undefined;
}

const day = (search: Record<string, unknown>, key: string) => {
  const found = text(search, key);
  return found && isDay(found) ? found : undefined;
};

export function parseKpiSearch(search: Record<string, unknown>): KpiSearch {
  return {
    unit: text(search, 'unit'),
    person: text(search, 'person'),
    grain: word(search, 'grain', grains),
    from: day(search, 'from'),
    to: day(search, 'to'),
    period: text(search, 'period'),
    as_of: day(search, 'as_of'),
  };
}

/** Short periods need more than the server's thirteen to say something. */
const daysShown: Partial<Record<Grain, number>> = { day: 62, week: 26 * 7 };

/** How far back a span that nobody chose reaches at least. */
const daysReached: Record<Grain, number> = {
  day: 61,
  week: 25 * 7,
  month: 365,
  quarter: 3 * 365,
  half: 6 * 365,
  year: 12 * 365,
};

/**
 * The question about the present that is behind the address. A span that was not chosen depends on the grain, and
 * reaches back beyond the past day that the series is shown of.
 */
export function seriesQuestion(search: KpiSearch, today: string): SeriesQuestion {
  const { unit, person, grain, from, to, as_of } = search;
  if (from || to) return { unit, person, grain, from, to };
  const reach = daysReached[grain ?? 'month'];
  if (as_of && daysBetween(as_of, today) > reach) {
    return { unit, person, grain, from: shifted(as_of, -reach), to };
  }
  const days = grain ? daysShown[grain] : undefined;
  return { unit, person, grain, from: days === undefined ? from : shifted(today, 1 - days), to };
}

/** Grains that measurements of this frequency can be told in; half-years only where they are measured so. */
export function grainsFor(frequency: Grain): Grain[] {
  const from = grains.indexOf(frequency);
  return grains.filter(
    (grain, index) => index >= from && (grain !== 'half' || frequency === 'half'),
  );
}
