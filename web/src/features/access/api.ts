import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { get, post } from '@/shared/api/http';
import { sessionQuery } from '@/shared/api/session';

export interface SignInValues {
  email: string;
  password: string;
}

export interface SetUpValues {
  code: string;
  organization: { name: string; time_zone: string };
  administrator: { name: string; email: string; password: string; locale: 'zh-CN' | 'en' };
}

export interface AccountLink {
  kind: 'invitation' | 'reset';
  email: string;
  organization_name: string;
}

export const setUpQuery = queryOptions({
  queryKey: ['get', '/setup', {}] as const,
  queryFn: () => get<{ needed: boolean }>('/setup'),
});

export const linkQuery = (token: string) =>
  queryOptions({
    queryKey: ['get', '/links', token] as const,
    queryFn: () => get<AccountLink>(`/links/${encodeURIComponent(token)}`),
    retry: false,
  });

/** Each of the three ends signed in; the session is then read anew, with its CSRF value. */
async function enter(client: QueryClient, request: Promise<unknown>): Promise<void> {
  await request;
  client.clear();
  await client.fetchQuery({ ...sessionQuery, staleTime: 0 });
}

export const signIn = (client: QueryClient, values: SignInValues) =>
  enter(client, post('/session', values));

export const setUp = (client: QueryClient, values: SetUpValues) =>
  enter(client, post('/setup', values));

export const acceptLink = (client: QueryClient, token: string, password: string) =>
  enter(client, post(`/links/${encodeURIComponent(token)}`, { password }));
