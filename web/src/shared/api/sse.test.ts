import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { invalidatePaths } from './query';
import { pathsOf } from './sse';

test('a measurement makes scores and KPIs old, and leaves accounts alone', async () => {
  const client = new QueryClient();
  for (const path of ['/company', '/kpis/kpi_1/series', '/users']) {
    client.setQueryData(['get', path, {}], 1);
  }
  await invalidatePaths(client, pathsOf('measurement'));
  const isOld = (path: string) => client.getQueryState(['get', path, {}])?.isInvalidated;
  expect(isOld('/company')).toBe(true);
  expect(isOld('/kpis/kpi_1/series')).toBe(true);
  expect(isOld('/users')).toBe(false);
});

test('a change of an unknown kind of thing makes everything old', () => {
  expect(pathsOf('something_new')).toEqual(['/']);
  expect(pathsOf(undefined)).toEqual(['/']);
});
