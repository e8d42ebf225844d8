/** Theme, density and language of the account: shown at once, kept by the server. */
import type { QueryClient } from '@tanstack/react-query';
import { type Preferences, setPreferences } from '@/shared/lib/preferences';
import { patch } from './http';
import { ProblemError } from './problem';
import { sessionQuery } from './session';
import type { Session } from './types';

/** One after the other, so that two quick choices do not meet on the same version. */
let last: Promise<unknown> = Promise.resolve();

/** Before anyone is signed in the choice is this browser's alone. */
export function savePreferences(client: QueryClient, change: Partial<Preferences>): Promise<void> {
  setPreferences(change);
  const next = last.then(() => keep(client, change));
  last = next.catch(() => undefined);
  return next;
}

async function keep(client: QueryClient, change: Partial<Preferences>): Promise<void> {
  const session = client.getQueryData(sessionQuery.queryKey);
  if (!session) return;
  let user: Session['user'];
  try {
    user = await send(session, change);
  } catch (error) {
    const isStale = error instanceof ProblemError && error.problem.code === 'stale_version';
    // Another browser of the same user chose something meanwhile; this choice goes on top of it.
    const newer = isStale ? await client.fetchQuery({ ...sessionQuery, staleTime: 0 }) : null;
    if (!newer) throw error;
    user = await send(newer, change);
  }
  client.setQueryData(sessionQuery.queryKey, (before) => before && { ...before, user });
}

const send = (session: Session, change: Partial<Preferences>) =>
  patch<Session['user']>('/account', { version: session.user.version, ...change });
