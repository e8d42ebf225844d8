/** People, where they belong, to whom they report, and the accounts that act for them. */
import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import type { AccountState } from '@/shared/accounts/account-state';
import { get, patch, post } from '@/shared/api/http';
import { endpoint, invalidatePaths } from '@/shared/api/query';
import type { Page, PersonRef, UnitRef, UserRole } from '@/shared/api/types';

export const roles: UserRole[] = [
  'member',
  'goal_administrator',
  'performance_administrator',
  'auditor',
  'administrator',
];

export interface Person {
  id: string;
  version: number;
  code: string | null;
  name: string;
  email: string | null;
  title: string;
  unit: UnitRef | null;
  manager: PersonRef | null;
  archived_at: string | null;
  may_edit: boolean;
}

export interface Membership {
  id: string;
  version: number;
  person: PersonRef | null;
  unit: UnitRef | null;
  role_title: string;
  is_primary: boolean;
  starts_on: string;
  ends_on: string | null;
  is_current: boolean;
}

export interface ManagerLine {
  id: string;
  version: number;
  person: PersonRef | null;
  manager: PersonRef | null;
  starts_on: string;
  ends_on: string | null;
  is_current: boolean;
}

export interface User {
  id: string;
  version: number;
  person: PersonRef | null;
  email: string;
  roles: UserRole[];
  locale: 'zh-CN' | 'en';
  has_password: boolean;
  disabled_at: string | null;
  last_login_at: string | null;
  created_at: string;
}

export interface IssuedLink {
  id: string;
  kind: 'invitation' | 'reset';
  url: string;
  expires_at: string;
}

export interface PeopleFilters {
  q?: string | undefined;
  unit?: string | undefined;
  archived?: boolean | undefined;
  direction?: 'ascending' | 'descending' | undefined;
}

export interface AccountFilters {
  q?: string | undefined;
  role?: UserRole | undefined;
}

const pageSize = 100;

function pages<T>(path: string, filters: PeopleFilters | AccountFilters) {
  return infiniteQueryOptions({
    queryKey: ['get', path, filters] as const,
    queryFn: ({ pageParam }) =>
      get<Page<T>>(path, { ...filters, limit: pageSize, cursor: pageParam || undefined }),
    initialPageParam: '',
    getNextPageParam: (page: Page<T>) => page.next_cursor || undefined,
  });
}

export const peopleQuery = (filters: PeopleFilters) => pages<Person>('/people', filters);
export const accountsQuery = (filters: AccountFilters) => pages<User>('/users', filters);
export const personQuery = (id: string) => endpoint<Person>(`/people/${id}`);
export const membershipsQuery = (id: string) =>
  endpoint<Page<Membership>>(`/people/${id}/memberships`, { limit: 200 });
export const managerLinesQuery = (id: string) =>
  endpoint<Page<ManagerLine>>(`/people/${id}/manager-lines`, { limit: 200 });
export const accountQuery = (id: string) => endpoint<User>(`/users/${id}`);
export const accountOfQuery = (personId: string) =>
  endpoint<Page<User>>('/users', { person: personId });

export function accountState(user: User): AccountState {
  if (user.disabled_at) return 'disabled';
  return user.has_password ? 'active' : 'invited';
}

export interface PersonValues {
  name: string;
  title: string;
  email: string | null;
  code: string | null;
}

export interface NewPersonValues extends PersonValues {
  membership: { org_unit_id: string; role_title: string } | null;
  manager_person_id: string | null;
}

export interface AccountValues {
  email: string | null;
  roles: UserRole[];
}

export const createPerson = (values: NewPersonValues) => post<Person>('/people', values);
export const updatePerson = (person: Person, values: PersonValues) =>
  patch<Person>(`/people/${person.id}`, { version: person.version, ...values });

export interface MembershipValues {
  org_unit_id: string;
  role_title: string;
  is_primary: boolean;
  starts_on: string | null;
  ends_on: string | null;
}

export const saveMembership = (
  personId: string,
  membership: Membership | null,
  { org_unit_id, role_title, is_primary, starts_on, ends_on }: MembershipValues,
) =>
  membership
    ? patch<Membership>(`/memberships/${membership.id}`, {
        version: membership.version,
        role_title,
        ends_on,
      })
    : post<Membership>(`/people/${personId}/memberships`, {
        org_unit_id,
        role_title,
        is_primary,
        starts_on,
      });

export interface ManagerValues {
  manager_person_id: string;
  starts_on: string | null;
  ends_on: string | null;
}

export const saveManagerLine = (
  personId: string,
  line: ManagerLine | null,
  { manager_person_id, starts_on, ends_on }: ManagerValues,
) =>
  line
    ? patch<ManagerLine>(`/manager-lines/${line.id}`, { version: line.version, ends_on })
    : post<ManagerLine>(`/people/${personId}/manager-lines`, { manager_person_id, starts_on });

export const inviteUser = (personId: string, values: AccountValues, locale: User['locale']) =>
  post<{ user: User; invitation: IssuedLink | null }>('/users', {
    person_id: personId,
    locale,
    ...values,
  });

export const updateUser = (
  user: User,
  change: { email?: string; roles?: UserRole[]; is_disabled?: boolean },
) => patch<User>(`/users/${user.id}`, { version: user.version, ...change });

export const issueLink = (user: User) =>
  post<IssuedLink>(`/users/${user.id}/links`, { kind: user.has_password ? 'reset' : 'invitation' });

export const refreshPeople = (client: QueryClient) =>
  invalidatePaths(client, ['/people', '/users', '/units', '/memberships', '/session']);
