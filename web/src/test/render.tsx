/** Renders a page or a part as the application would: words, queries, router, theme; nothing is fetched unasked. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { render } from '@testing-library/react';
import { ConfigProvider } from 'antd';
import type { ReactNode } from 'react';
import { loadLocale } from '@/app/i18n/load-locale';
import { sessionQuery } from '@/shared/api/session';
import { setClock } from '@/shared/lib/clock';
import type { Locale } from '@/shared/lib/format';
import { setPreferences } from '@/shared/lib/preferences';
import { session } from './factories';

interface Options {
  locale?: Locale;
  path?: string;
}

export async function renderApp(ui: ReactNode, { locale = 'en', path = '/' }: Options = {}) {
  await loadLocale(locale);
  setPreferences({ locale });
  setClock(session.now, session.organization.time_zone);
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } },
  });
  client.setQueryData(sessionQuery.queryKey, session);
  const root = createRootRoute({ component: () => ui });
  const anywhere = createRoute({ getParentRoute: () => root, path: '$' });
  const router = createRouter({
    routeTree: root.addChildren([anywhere]),
    history: createMemoryHistory({ initialEntries: [path] }),
  });
  await router.load();
  const view = render(
    <QueryClientProvider client={client}>
      <ConfigProvider theme={{ zeroRuntime: true }}>
        <RouterProvider router={router as never} />
      </ConfigProvider>
    </QueryClientProvider>,
  );
  return { ...view, client, router };
}
