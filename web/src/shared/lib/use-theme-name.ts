import { useSyncExternalStore } from 'react';

function subscribe(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

const read = () => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light');

/** The theme that is painted, for what CSS does not reach: charts on a canvas, a map's miniature. */
export function useThemeName(): 'light' | 'dark' {
  return useSyncExternalStore(subscribe, read);
}
