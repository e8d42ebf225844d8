import { useRouterState } from '@tanstack/react-router';

/** The path of the page that is shown (not the one being loaded); filters in the address are not a new page. */
export function useAnnouncedPath(): string {
  return useRouterState({ select: (state) => (state.resolvedLocation ?? state.location).pathname });
}
