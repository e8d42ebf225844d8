/** Bearer tokens: one's own on the account page, everybody's in administration. */
import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import { get, post } from '@/shared/api/http';
import { invalidatePaths } from '@/shared/api/query';
import type { Page } from '@/shared/api/types';

export type TokenScope = 'read' | 'write';
export type TokenOwner = 'mine' | 'all';

export interface ApiToken {
  id: string;
  user_id: string;
  name: string;
  /** The last four characters. */
  token_hint: string;
  scope: TokenScope;
  expires_at: string | null;
  last_used_at: string | null;
  revoked_at: string | null;
  created_at: string;
}

export interface IssuedToken {
  item: ApiToken;
  token: string;
}

export interface TokenValues {
  name: string;
  scope: TokenScope;
  expires_at: string | null;
}

const pageSize = 100;

export const tokensQuery = (of: TokenOwner) =>
  infiniteQueryOptions({
    queryKey: ['get', '/api-tokens', { of }] as const,
    queryFn: ({ pageParam }) =>
      get<Page<ApiToken>>('/api-tokens', { of, limit: pageSize, cursor: pageParam || undefined }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor || undefined,
  });

export const createToken = (values: TokenValues) => post<IssuedToken>('/api-tokens', values);
export const revokeToken = (id: string) => post<ApiToken>(`/api-tokens/${id}/revoke`);
export const refreshTokens = (client: QueryClient) => invalidatePaths(client, ['/api-tokens']);

export type TokenState = 'active' | 'expired' | 'revoked';

export function tokenState(token: ApiToken, now: Date): TokenState {
  if (token.revoked_at) return 'revoked';
  return token.expires_at && new Date(token.expires_at) <= now ? 'expired' : 'active';
}
