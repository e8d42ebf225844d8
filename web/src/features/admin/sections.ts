/** The pages of administration, and who may open which. */
import type { Session } from '@/shared/api/types';
import { administrationPath } from '@/shared/lib/paths';

type Permissions = Session['permissions'];

export interface AdminSection {
  key:
    | 'organization'
    | 'people'
    | 'units'
    | 'cycles'
    | 'pillars'
    | 'perspectives'
    | 'tokens'
    | 'changes';
  href: string;
  may: (permissions: Permissions) => boolean;
}

const administers = (permissions: Permissions) => permissions.may_administer;
const managesGoals = (permissions: Permissions) => permissions.may_manage_goals;
const managesKpis = (permissions: Permissions) => permissions.may_manage_kpis;
const readsUsers = (permissions: Permissions) => permissions.may_read_users;

const section = (key: AdminSection['key'], may: AdminSection['may']): AdminSection => ({
  key,
  href: `${administrationPath}/${key}`,
  may,
});

export const adminSections: AdminSection[] = [
  section('organization', administers),
  section('people', readsUsers),
  section('units', administers),
  section('cycles', managesGoals),
  section('pillars', managesGoals),
  section('perspectives', managesKpis),
  section('tokens', readsUsers),
  section('changes', (permissions) => permissions.may_read_changes),
];

export function allowedSections(session: Session): AdminSection[] {
  return adminSections.filter((candidate) => candidate.may(session.permissions));
}

export function isAllowed(session: Session | null | undefined, key: AdminSection['key']): boolean {
  return session ? allowedSections(session).some((candidate) => candidate.key === key) : false;
}

/** Whether administration has anything for this account at all. */
export function mayAdminister(session: Session): boolean {
  return allowedSections(session).length > 0;
}
