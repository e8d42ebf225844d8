/** What the address of the inbox says. */
import { text, word } from '@/shared/lib/search';
import { type AlertFilter, type AlertKind, alertStates } from './api';

export const kinds = [
  'corridor_breach',
  'off_target_forecast',
  'anomaly',
  'stale',
] as const satisfies AlertKind[];

export interface AlertsSearch {
  state?: AlertFilter | undefined;
  kind?: AlertKind | undefined;
  kpi?: string | undefined;
  /** `1` lists only those about KPIs that one owns or feeds. */
  mine?: string | undefined;
}

export function parseAlertsSearch(search: Record<string, unknown>): AlertsSearch {
  const state = word(search, 'state', alertStates);
  return {
    state: state === 'current' ? undefined : state,
    kind: word(search, 'kind', kinds),
    kpi: text(search, 'kpi'),
    mine: text(search, 'mine') ? '1' : undefined,
  };
}

/** The filters as the server takes them. */
export const filtersOf = ({ mine, ...filters }: AlertsSearch) => ({
  ...filters,
  mine: mine ? true : undefined,
});

export const hasFilters = ({ state, kind, kpi, mine }: AlertsSearch) =>
  Boolean(state || kind || kpi || mine);
