import { useQueryClient } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { savePreferences } from '@/shared/api/save-preferences';
import { type Preferences, usePreferences } from '@/shared/lib/preferences';
import { SectionCard } from '@/shared/ui/section-card';
import { toastProblem } from '@/shared/ui/toast';
import styles from './account.module.css';

/** Language, theme and density: applied at once and kept for every browser of this account. */
export function AppearanceCard() {
  const { t } = useTranslation('account');
  const { t: common } = useTranslation('common');
  const client = useQueryClient();
  const { locale, theme, density } = usePreferences();
  const choose = (change: Partial<Preferences>) =>
    void savePreferences(client, change).catch((error) => toastProblem(common, error));
  return (
    <SectionCard title={t('appearance.title')}>
      <div className={styles.choices}>
        <Choice label={t('appearance.language')} hint={t('appearance.languageHint')}>
          {(labelId) => (
            <Segmented
              aria-labelledby={labelId}
              value={locale}
              options={[
                { value: 'zh-CN', label: t('appearance.zh') },
                { value: 'en', label: t('appearance.en') },
              ]}
              onChange={(value) => choose({ locale: value as Preferences['locale'] })}
            />
          )}
        </Choice>
        <Choice label={t('appearance.theme')} hint={t('appearance.themeHint')}>
          {(labelId) => (
            <Segmented
              aria-labelledby={labelId}
              value={theme}
              options={(['system', 'light', 'dark'] as const).map((value) => ({
                value,
                label: t(`appearance.${value}`),
              }))}
              onChange={(value) => choose({ theme: value as Preferences['theme'] })}
            />
          )}
        </Choice>
        <Choice label={t('appearance.density')} hint={t('appearance.densityHint')}>
          {(labelId) => (
            <Segmented
              aria-labelledby={labelId}
              value={density}
              options={(['comfortable', 'compact'] as const).map((value) => ({
                value,
                label: t(`appearance.${value}`),
              }))}
              onChange={(value) => choose({ density: value as Preferences['density'] })}
            />
          )}
        </Choice>
      </div>
    </SectionCard>
  );
}

interface ChoiceProps {
  label: string;
  hint: string;
  /** Gets the identity of the label. */
  children: (labelId: string) => ReactNode;
}

function Choice({ label, hint, children }: ChoiceProps) {
  const id = useId();
  return (
    <div className={styles.choice}>
      <div>
        <b id={id}>{label}</b>
        <span className={styles.words}>{hint}</span>
      </div>
      {children(id)}
    </div>
  );
}
