/**
 * Theme, density and language: of the user when signed in (kept by the server through `PATCH /account`), of the browser
 * before. Mirrored in localStorage for `public/theme-init.js`, which paints before this code runs.
 */
import { create } from 'zustand';
import type { Locale } from './format';

export type ThemeChoice = 'system' | 'light' | 'dark';
export type Density = 'comfortable' | 'compact';

export interface Preferences {
  theme: ThemeChoice;
  density: Density;
  locale: Locale;
}

const storageKey = 'azimuth.preferences';

function initial(): Preferences {
  const browser: Locale = document.documentElement.lang === 'zh-CN' ? 'zh-CN' : 'en';
  const fallback: Preferences = { theme: 'system', density: 'comfortable', locale: browser };
  try {
    return { ...fallback, ...JSON.parse(localStorage.getItem(storageKey) ?? '{}') };
  } catch {
    return fallback;
  }
}

export const usePreferences = create<Preferences>(initial);

/** Changes them on this page only; `app/preferences-sync` sends a user's own choice to the server. */
export function setPreferences(change: Partial<Preferences>): void {
  usePreferences.setState(change);
  try {
    localStorage.setItem(storageKey, JSON.stringify(usePreferences.getState()));
  } catch {
    // A browser that stores nothing still shows the choice until the page is closed.
  }
}

export function resolveTheme(choice: ThemeChoice): 'light' | 'dark' {
  if (choice !== 'system') return choice;
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
