import { useCallback, useSyncExternalStore } from 'react';

/** Whether a media query holds, for what has to be another component rather than another style. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (onChange: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}

/** Narrower than this a page is a phone's. */
export const phoneQuery = '(max-width: 760px)';
