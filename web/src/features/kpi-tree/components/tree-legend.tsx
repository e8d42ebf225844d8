import { useTranslation } from 'react-i18next';
import around from '@/shared/map/around.module.css';
import { KpiRoleMark } from '@/shared/ui/kpi-role-mark';

/** What the lines mean. */
export function TreeLegend() {
  const { t } = useTranslation('kpi-tree');
  return (
    <ul className={around.legend} aria-label={t('legend.label')}>
      <li>
        <svg width="26" height="8" aria-hidden="true">
          <line x1="0" y1="4" x2="26" y2="4" />
        </svg>
        {t('legend.formula')}
      </li>
      <li>
        <svg width="26" height="8" aria-hidden="true">
          <line x1="0" y1="4" x2="26" y2="4" strokeDasharray="5 4" />
        </svg>
        <KpiRoleMark of="drives" />
        {t('legend.driver')}
      </li>
    </ul>
  );
}
