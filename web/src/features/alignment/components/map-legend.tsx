import { useTranslation } from 'react-i18next';
import around from '@/shared/map/around.module.css';

export function MapLegend() {
  const { t } = useTranslation('alignment');
  return (
    <ul className={around.legend} aria-label={t('legend.label')}>
      <li>
        <svg width="26" height="8" aria-hidden="true">
          <line x1="0" y1="4" x2="26" y2="4" />
        </svg>
        {t('legend.contributes')}
      </li>
      <li>
        <svg width="26" height="8" aria-hidden="true">
          <line x1="0" y1="4" x2="26" y2="4" strokeDasharray="5 4" />
        </svg>
        {t('legend.supports')}
      </li>
    </ul>
  );
}
