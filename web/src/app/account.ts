/** What the frame itself asks of the server: preferences, signing out, the demo's clock. */
import type { QueryClient } from '@tanstack/react-query';
import { post, remove } from '@/shared/api/http';
import { savePreferences as save } from '@/shared/api/save-preferences';
import { sessionQuery } from '@/shared/api/session';
import type { Preferences } from '@/shared/lib/preferences';
import { queryClient } from './query-client';

/** Shows the choice at once and keeps it for this user. */
export const savePreferences = (change: Partial<Preferences>): Promise<void> =>
  save(queryClient, change);

export async function signOut(client: QueryClient): Promise<void> {
  await remove('/session');
  client.clear();
  client.setQueryData(sessionQuery.queryKey, null);
}

export async function advanceDemo(client: QueryClient): Promise<string> {
  const { now } = await post<{ now: string }>('/demo/advance');
  await client.invalidateQueries();
  return now;
}
