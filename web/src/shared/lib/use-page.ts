import { type ReactNode, useEffect } from 'react';
import { create } from 'zustand';

export interface Crumb {
  label: ReactNode;
  href?: string;
}

interface PageState {
  crumbs: Crumb[];
}

export const usePageStore = create<PageState>(() => ({ crumbs: [] }));

/** What a page tells the frame around it: its title and the way to it. Pass memoised crumbs. */
export function usePage(title: string, crumbs: Crumb[]): void {
  useEffect(() => {
    document.title = title ? `${title} · Azimuth` : 'Azimuth';
  }, [title]);
  useEffect(() => {
    usePageStore.setState({ crumbs });
  }, [crumbs]);
}
