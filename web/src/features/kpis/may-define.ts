import type { Session } from '@/shared/api/types';

/** Whom the server lets define KPIs; it decides, this only hides what it would refuse. */
export function mayDefineKpis(session: Session): boolean {
  const { roles } = session.user;
  return roles.includes('administrator') || roles.includes('performance_administrator');
}
