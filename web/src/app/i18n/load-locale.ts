/** One language at a time: our words, antd's and dayjs's arrive together, when they are needed. */
import type { Locale as AntdLocale } from 'antd/es/locale';
import dayjs from 'dayjs';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { create } from 'zustand';
import type { Locale } from '@/shared/lib/format';

const catalogues = {
  en: () => import('./en'),
  'zh-CN': () => import('./zh-cn'),
};

interface LocaleState {
  /** The language whose words are here; what the page is written in. */
  locale: Locale | null;
  antd: AntdLocale | undefined;
}

export const useLocaleStore = create<LocaleState>(() => ({ locale: null, antd: undefined }));

export async function loadLocale(locale: Locale): Promise<void> {
  const { resources, antdLocale, dayjsLocale } = await catalogues[locale]();
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: locale,
      fallbackLng: false,
      defaultNS: 'common',
      resources: {},
      interpolation: { escapeValue: false },
      react: { useSuspense: false },
    });
  }
  for (const [namespace, words] of Object.entries(resources)) {
    i18next.addResourceBundle(locale, namespace, words);
  }
  await i18next.changeLanguage(locale);
  dayjs.locale(dayjsLocale);
  document.documentElement.lang = locale;
  useLocaleStore.setState({ locale, antd: antdLocale });
}
