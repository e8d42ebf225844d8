import { QueryClient } from '@tanstack/react-query';
import { asProblem } from '@/shared/api/problem';

const retriesMax = 2;

/** The stream of changes keeps what is shown current, so nothing is asked again merely because a window got focus. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => {
        const { status } = asProblem(error);
        return (status === 0 || status >= 500) && failures < retriesMax;
      },
    },
  },
});
