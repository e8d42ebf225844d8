import { ConfigProvider } from 'antd';
import { type ReactNode, useEffect, useMemo, useSyncExternalStore } from 'react';
import { cspNonce } from '@/shared/csp-nonce';
import { usePreferences } from '@/shared/lib/preferences';
import { useMediaQuery } from '@/shared/lib/use-media-query';
import { antdTheme } from '@/shared/ui/tokens';
import { loadLocale, useLocaleStore } from './i18n/load-locale';

const darkQuery = window.matchMedia('(prefers-color-scheme: dark)');

function subscribe(onChange: () => void): () => void {
  darkQuery.addEventListener('change', onChange);
  return () => darkQuery.removeEventListener('change', onChange);
}

/** Theme, density and language of the whole page, following the preferences. */
export function Theme({ children }: { children: ReactNode }) {
  const { theme, density, locale } = usePreferences();
  const loaded = useLocaleStore();
  const prefersDark = useSyncExternalStore(subscribe, () => darkQuery.matches);
  const name = theme === 'system' ? (prefersDark ? 'dark' : 'light') : theme;
  const isStill = useMediaQuery('(prefers-reduced-motion: reduce)');
  const config = useMemo(() => {
    const base = antdTheme(name, density);
    return { ...base, token: { ...base.token, motion: !isStill } };
  }, [name, density, isStill]);

  useEffect(() => {
    document.documentElement.dataset.theme = name;
    document.documentElement.dataset.density = density;
  }, [name, density]);
  useEffect(() => {
    if (loaded.locale !== locale) void loadLocale(locale);
  }, [loaded.locale, locale]);

  return (
    <ConfigProvider
      theme={config}
      {...(loaded.antd ? { locale: loaded.antd } : {})}
      csp={{ nonce: cspNonce }}
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: false, scrollToFirstError: { focus: true, block: 'center' } }}
    >
      {children}
    </ConfigProvider>
  );
}
