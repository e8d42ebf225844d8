/** The day whose knowledge the pages show: `as_of` in the address, kept while one goes from page to page. */
import { useLocation, useSearch } from '@tanstack/react-router';
import { isDay } from './days';
import { text } from './search';
import { useToday } from './use-today';

export type AsOfSearch = { as_of?: string | undefined };

/** What is no day is left out. */
export function asOfIn(search: Record<string, unknown>): string | undefined {
  const found = text(search, 'as_of');
  return found && isDay(found) ? found : undefined;
}

/** The past day that is looked at; nothing while it is now. What is known when today ends is what is known now. */
export function useAsOf(): string | undefined {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const today = useToday();
  const day = asOfIn(search);
  return day === today ? undefined : day;
}

/** Pages that are as a whole of the chosen day. The page of a KPI lays the past over the present itself. */
const pastPages =
  /^\/($|company$|units\/[^/]+$|people\/[^/]+$|objectives(\/[^/]+)?\/?$|alignment$|kpi-tree$|kpis\/[^/]+\/(comparison|targets)$)/;

export const showsPast = (path: string) => pastPages.test(path);

/** The past day that the whole open page is of; nothing where it shows now. */
export function usePageDay(): string | undefined {
  const day = useAsOf();
  const path = useLocation({ select: (location) => location.pathname });
  return day && showsPast(path) ? day : undefined;
}
