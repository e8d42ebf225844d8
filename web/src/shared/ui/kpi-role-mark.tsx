import { useTranslation } from 'react-i18next';
import type { KpiRole } from '@/shared/api/types';
import styles from './kpi-role-mark.module.css';

const shapes: Record<KpiRole, string> = {
  measures: 'M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3Z',
  drives: 'M8 2.6 14 13.4H2Z',
  guards: 'M8 2 14 8l-6 6-6-6Z',
};

/** measures ●, drives ▲, guards ◆; the name is read out, or shown beside it. */
export function KpiRoleMark({ of, hasWord }: { of: KpiRole; hasWord?: boolean }) {
  const { t } = useTranslation('common');
  const word = t(`role.${of}`);
  const name = hasWord ? { 'aria-hidden': true } : { role: 'img', 'aria-label': word };
  return (
    <span className={styles.mark}>
      <svg {...name} width={11} height={11} viewBox="0 0 16 16">
        <path d={shapes[of]} />
      </svg>
      {hasWord ? word : null}
    </span>
  );
}
