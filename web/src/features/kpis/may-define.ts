import type { Session } from '@/shared/api/types';

/** The server decides; this only hides what it would refuse. */
export const mayDefineKpis = (session: Session) => session.permissions.may_manage_kpis;
