import type { Session } from '@/shared/api/types';
import {
  administrationPath,
  alertsPath,
  alignmentPath,
  checkInPath,
  companyPath,
  dueValuesPath,
  kpisPath,
  kpiTreePath,
  objectivesPath,
  sourcesPath,
} from '@/shared/lib/paths';
import type { IconName } from '@/shared/ui/icon';

export interface NavItem {
  key:
    | 'home'
    | 'company'
    | 'objectives'
    | 'alignment'
    | 'kpis'
    | 'kpiTree'
    | 'sources'
    | 'dueValues'
    | 'alerts'
    | 'checkIn'
    | 'units'
    | 'administration';
  href: string;
  icon: IconName;
  /** Only the address itself, not what lies under it. */
  isExact?: boolean;
  when?: (session: Session) => boolean;
  /** Has a place in the bar at the foot of a phone. */
  isOnPhone?: boolean;
}

export const navItems: NavItem[] = [
  { key: 'home', href: '/', icon: 'home', isExact: true, isOnPhone: true },
  { key: 'company', href: companyPath(), icon: 'company', isOnPhone: true },
  { key: 'objectives', href: objectivesPath(), icon: 'objective', isOnPhone: true },
  { key: 'alignment', href: alignmentPath(), icon: 'alignment' },
  { key: 'kpis', href: kpisPath, icon: 'kpi' },
  { key: 'kpiTree', href: kpiTreePath(), icon: 'kpiTree' },
  {
    key: 'sources',
    href: sourcesPath,
    icon: 'source',
    when: ({ permissions }) => permissions.may_manage_kpis,
  },
  { key: 'dueValues', href: dueValuesPath, icon: 'edit' },
  { key: 'alerts', href: alertsPath, icon: 'alert' },
  { key: 'checkIn', href: checkInPath(), icon: 'checkIn', isOnPhone: true },
  { key: 'units', href: '/units', icon: 'unit' },
];

export const navItemsBelow: NavItem[] = [
  {
    key: 'administration',
    href: administrationPath,
    icon: 'administration',
    when: ({ permissions: may }) =>
      may.may_administer ||
      may.may_manage_goals ||
      may.may_manage_kpis ||
      may.may_read_changes ||
      may.may_read_users,
  },
];
