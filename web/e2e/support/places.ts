/** Every page of the application with an address of its own, filled with things that the demo has. */
import type { Api } from './api';

export interface Place {
  name: string;
  path: string;
  /** What a page has instead of a heading, when it has none. */
  isPhone?: boolean;
}

interface List<T> {
  items: T[];
}

interface Goals {
  objectives: { id: string; key_results: { id: string; links: { role: string }[] }[] }[];
}

/** The same pages in every language: they are found by what they are, not by their names. */
export async function places(api: Api): Promise<Place[]> {
  const company = await api.get<Goals>('/company');
  const objective = company.objectives[0]?.id ?? '';
  const kpis = await api.get<List<{ id: string; code: string }>>('/kpis?limit=200');
  const kpi = kpis.items.find((item) => item.code === 'otd_rate')?.id ?? '';
  const units = await api.get<List<{ id: string; code: string }>>('/units?limit=200');
  const unit = units.items.find((item) => item.code === 'EWR')?.id ?? '';
  const people = await api.get<List<{ id: string; email: string | null }>>('/people?limit=200');
  const person =
    people.items.find((item) => item.email?.startsWith('grace.okafor'))?.id ?? people.items[0]?.id;
  return [
    { name: 'home', path: '/', isPhone: true },
    { name: 'company', path: '/company', isPhone: true },
    { name: 'objectives', path: '/objectives' },
    { name: 'objective', path: `/objectives/${objective}`, isPhone: true },
    { name: 'alignment', path: '/alignment' },
    { name: 'kpis', path: '/kpis' },
    { name: 'kpi', path: `/kpis/${kpi}` },
    { name: 'check-in', path: '/check-in', isPhone: true },
    { name: 'units', path: '/units' },
    { name: 'unit', path: `/units/${unit}` },
    { name: 'person', path: `/people/${person}` },
    { name: 'account', path: '/account' },
    { name: 'admin-organization', path: '/admin/organization' },
    { name: 'admin-people', path: '/admin/people' },
    { name: 'admin-accounts', path: '/admin/people?view=accounts' },
    { name: 'admin-person', path: `/admin/people/${person}` },
    { name: 'admin-units', path: '/admin/units' },
    { name: 'admin-cycles', path: '/admin/cycles' },
    { name: 'admin-pillars', path: '/admin/pillars' },
    { name: 'admin-tokens', path: '/admin/tokens' },
    { name: 'admin-changes', path: '/admin/changes' },
    { name: 'not-found', path: '/no-such-page' },
  ];
}
