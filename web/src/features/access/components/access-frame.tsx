import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { setPreferences, usePreferences } from '@/shared/lib/preferences';
import { Logo } from '@/shared/ui/dial';
import styles from './access-frame.module.css';

interface AccessFrameProps {
  title: string;
  hint?: string;
  children: ReactNode;
}

/** The page before anyone is signed in: one card, the language, nothing else. */
export function AccessFrame({ title, hint, children }: AccessFrameProps) {
  const { t } = useTranslation('access');
  const locale = usePreferences((state) => state.locale);
  useEffect(() => {
    document.title = `${title} · Azimuth`;
  }, [title]);
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <div className={styles.brand}>
          <Logo size={36} />
          <span>Azimuth</span>
          <button
            type="button"
            className={styles.language}
            aria-label={t('languageLabel')}
            onClick={() => setPreferences({ locale: locale === 'en' ? 'zh-CN' : 'en' })}
          >
            {t('language')}
          </button>
        </div>
        <h1 className={styles.title}>{title}</h1>
        {hint ? <p className={styles.hint}>{hint}</p> : null}
        {children}
      </div>
      <p className={styles.motto}>{t('motto')}</p>
    </main>
  );
}
