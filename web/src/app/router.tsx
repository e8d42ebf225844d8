import { createRouter } from '@tanstack/react-router';
import { ErrorState } from '@/shared/ui/error-state';
import { PageSkeleton } from '@/shared/ui/skeletons';
import { routeTree } from '../routeTree.gen';
import { NotFound } from './not-found';
import { queryClient } from './query-client';
import { parseSearch, stringifySearch } from './search-params';

export const router = createRouter({
  routeTree,
  context: { queryClient },
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 120,
  defaultPendingMinMs: 200,
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: ({ error, reset }) => (
    <ErrorState
      isPage={true}
      error={error}
      onRetry={() => {
        void queryClient.resetQueries({ predicate: (query) => query.state.status === 'error' });
        reset();
        void router.invalidate();
      }}
    />
  ),
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
