/** What the addresses of the KPI pages say. */
import { text, word } from '@/shared/lib/search';
import type { KpiFilters, SeriesQuestion } from './api';
import { type Grain, grains, perspectives } from './wire';

const sorts = ['name'] as const;

export interface KpisSearch extends KpiFilters {
  new?: string | undefined;
}

export function parseKpisSearch(search: Record<string, unknown>): KpisSearch {
  return {
    q: text(search, 'q'),
    perspective: word(search, 'perspective', perspectives),
    owner: text(search, 'owner'),
    unit: text(search, 'unit'),
    sort: word(search, 'sort', sorts),
    new: text(search, 'new'),
  };
}

export function hasFilters({ q, perspective, owner }: KpisSearch): boolean {
  return Boolean(q || perspective || owner);
}

export interface KpiSearch {
  unit?: string | undefined;
  grain?: Grain | undefined;
  from?: string | undefined;
  to?: string | undefined;
  /** The period that is broken down by unit. */
  period?: string | undefined;
}

const day = (search: Record<string, unknown>, key: string) => {
  const found = text(search, key);
  return found && /^\d{4}-\d{2}-\d{2}$/.test(found) ? found : undefined;
};

export function parseKpiSearch(search: Record<string, unknown>): KpiSearch {
  return {
    unit: text(search, 'unit'),
    grain: word(search, 'grain', grains),
    from: day(search, 'from'),
    to: day(search, 'to'),
    period: text(search, 'period'),
  };
}

/** Short periods need more than the server's thirteen to say something. */
const daysShown: Partial<Record<Grain, number>> = { day: 62, week: 26 * 7 };

/** The question behind the address; a span that was not chosen depends on the grain. */
export function seriesQuestion(search: KpiSearch, today: string): SeriesQuestion {
  const { unit, grain, from, to } = search;
  const days = grain ? daysShown[grain] : undefined;
  if (from || to || days === undefined) return { unit, grain, from, to };
  const first = new Date(`${today}T00:00:00Z`);
  first.setUTCDate(first.getUTCDate() - days + 1);
  return { unit, grain, from: first.toISOString().slice(0, 10), to };
}

/** Grains that measurements of this frequency can be told in; half-years only where they are measured so. */
export function grainsFor(frequency: Grain): Grain[] {
  const from = grains.indexOf(frequency);
  return grains.filter(
    (grain, index) => index >= from && (grain !== 'half' || frequency === 'half'),
  );
}
