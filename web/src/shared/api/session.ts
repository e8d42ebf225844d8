/** Who is signed in. `null` means nobody; the routes decide what that means for a page. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { setClock } from '@/shared/lib/clock';
import { get, setCsrf } from './http';
import { ProblemError } from './problem';
import type { Session } from './types';

export const sessionQuery = queryOptions({
  queryKey: ['get', '/session', {}] as const,
  queryFn: async (): Promise<Session | null> => {
    try {
      const session = await get<Session>('/session');
      setCsrf(session.csrf);
      setClock(session.now, session.organization.time_zone);
      return session;
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 401) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

/** The session of a page that only exists for someone signed in. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('useSession is for pages under the signed-in layout');
  return data;
}

export function isAdministrator(session: Session): boolean {
  return session.user.roles.includes('administrator');
}
