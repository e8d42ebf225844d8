import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { signedOutEvent } from '@/shared/api/http';
import { sessionQuery } from '@/shared/api/session';
import { listenToChanges } from '@/shared/api/sse';
import type { Session } from '@/shared/api/types';
import { setPreferences } from '@/shared/lib/preferences';

/** What runs for as long as someone is signed in: live changes, the user's preferences, the end of the session. */
export function useSignedIn(session: Session): void {
  const client = useQueryClient();
  const router = useRouter();
  const { id, theme, density, locale } = session.user;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another user brings their own preferences
  useEffect(() => setPreferences({ theme, density, locale }), [id, theme, density, locale]);
  useEffect(() => listenToChanges(client), [client]);
  useEffect(() => {
    const onSignedOut = () => {
      client.setQueryData(sessionQuery.queryKey, null);
      void router.invalidate();
    };
    window.addEventListener(signedOutEvent, onSignedOut);
    return () => window.removeEventListener(signedOutEvent, onSignedOut);
  }, [client, router]);
}
