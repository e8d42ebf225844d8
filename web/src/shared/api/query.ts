/** Query options from an endpoint: the key is the path and its parameters, so that a change can find what it touches. */
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { get, type Query } from './http';

export function endpoint<T>(path: string, query: Query = {}) {
  return queryOptions({
    queryKey: ['get', path, query] as const,
    queryFn: () => get<T>(path, query),
  });
}

/** Marks every cached answer whose path begins with one of these as old. */
export function invalidatePaths(client: QueryClient, paths: readonly string[]): Promise<void> {
  return client.invalidateQueries({
    predicate: ({ queryKey }) => {
      const path = queryKey[1];
      return typeof path === 'string' && paths.some((prefix) => path.startsWith(prefix));
    },
  });
}
