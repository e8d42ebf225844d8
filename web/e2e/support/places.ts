/** Every page of the application with an address of its own, filled with things that the demo has. */
import { type Api, operations } from './api';

interface PlaceName {
  name: string;
  path: string | ((ids: Ids) => string);
  /** Who has something to see there; the administrator when absent. */
  as?: string;
  /** Comfortable on a phone, too. */
  isPhone?: boolean;
}

export interface Place {
  name: string;
  path: string;
}

interface Ids {
  objective: string;
  kpi: string;
  unit: string;
  person: string;
}

interface List<T> {
  items: T[];
}

/** The same pages in every language: they are found by what they are, not by their names. */
export const placeNames: PlaceName[] = [
  { name: 'home', path: '/', as: operations, isPhone: true },
  { name: 'company', path: '/company', isPhone: true },
  { name: 'objectives', path: '/objectives' },
  { name: 'objective', path: ({ objective }) => `/objectives/${objective}`, isPhone: true },
  { name: 'alignment', path: '/alignment' },
  { name: 'kpis', path: '/kpis', isPhone: true },
  { name: 'kpi-groups', path: '/kpis?sort=category' },
  { name: 'kpi-catalogue', path: '/kpis?view=catalogue', isPhone: true },
  { name: 'kpi-tree', path: '/kpi-tree', isPhone: true },
  { name: 'kpi-tree-outline', path: '/kpi-tree?view=outline' },
  { name: 'kpi', path: ({ kpi }) => `/kpis/${kpi}`, isPhone: true },
  { name: 'kpi-targets', path: '/kpis/flights_operated/targets', isPhone: true },
  { name: 'kpi-comparison', path: ({ kpi }) => `/kpis/${kpi}/comparison`, isPhone: true },
  { name: 'alerts', path: '/alerts', isPhone: true },
  { name: 'due-values', path: '/due-values', as: operations, isPhone: true },
  { name: 'sources', path: '/sources' },
  { name: 'import', path: '/import', isPhone: true },
  { name: 'check-in', path: '/check-in', as: operations, isPhone: true },
  { name: 'units', path: '/units' },
  { name: 'unit', path: ({ unit }) => `/units/${unit}` },
  { name: 'person', path: ({ person }) => `/people/${person}` },
  { name: 'account', path: '/account' },
  { name: 'admin-organization', path: '/admin/organization' },
  { name: 'admin-people', path: '/admin/people' },
  { name: 'admin-accounts', path: '/admin/people?view=accounts' },
  { name: 'admin-person', path: ({ person }) => `/admin/people/${person}` },
  { name: 'admin-units', path: '/admin/units' },
  { name: 'admin-cycles', path: '/admin/cycles' },
  { name: 'admin-pillars', path: '/admin/pillars' },
  { name: 'admin-perspectives', path: '/admin/perspectives' },
  { name: 'admin-tokens', path: '/admin/tokens' },
  { name: 'admin-changes', path: '/admin/changes' },
  { name: 'not-found', path: '/no-such-page' },
];

const found = new WeakMap<Api, Promise<Ids>>();

async function find(api: Api): Promise<Ids> {
  const company = await api.get<{ objectives: { id: string }[] }>('/company');
  const kpis = await api.get<List<{ id: string; code: string }>>('/kpis?limit=200');
  const units = await api.get<List<{ id: string; code: string }>>('/units?limit=200');
  const people = await api.get<List<{ id: string; email: string | null }>>('/people?limit=200');
  const of = <T extends { id: string }>(items: T[], is: (item: T) => boolean) =>
    (items.find(is) ?? items[0])?.id ?? '';
  return {
    objective: of(company.objectives, () => true),
    kpi: of(kpis.items, (kpi) => kpi.code === 'otd_rate'),
    unit: of(units.items, (unit) => unit.code === 'EWR'),
    person: of(people.items, (person) => person.email?.startsWith('grace.okafor') ?? false),
  };
}

/** A page by its name, with the address that it has in this demo. */
export async function placeOf(api: Api, name: string): Promise<Place> {
  const place = placeNames.find((candidate) => candidate.name === name);
  if (!place) throw new Error(`there is no page ${name}`);
  if (typeof place.path === 'string') return { name, path: place.path };
  let ids = found.get(api);
  if (!ids) {
    ids = find(api);
    found.set(api, ids);
  }
  return { name, path: place.path(await ids) };
}
