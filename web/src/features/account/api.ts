import type { QueryClient } from '@tanstack/react-query';
import { post } from '@/shared/api/http';
import { endpoint, invalidatePaths } from '@/shared/api/query';
import type { Page } from '@/shared/api/types';

export interface SignedInBrowser {
  id: string;
  user_agent: string;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
  revoked_at: string | null;
  is_current: boolean;
}

export interface PasswordValues {
  current_password: string;
  new_password: string;
}

export const sessionsQuery = endpoint<Page<SignedInBrowser>>('/sessions', { limit: 200 });

export const changePassword = ({ current_password, new_password }: PasswordValues) =>
  post<void>('/account/password', { current_password, new_password });

export const endSession = (id: string) => post<SignedInBrowser>(`/sessions/${id}/revoke`);

/** Ends the given ones; the server has no word for "all others". */
export async function endSessions(sessions: SignedInBrowser[]): Promise<void> {
  for (const session of sessions) await endSession(session.id);
}

export const refreshSessions = (client: QueryClient) => invalidatePaths(client, ['/sessions']);
