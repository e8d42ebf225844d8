import { useTranslation } from 'react-i18next';
import type { Status } from '@/shared/api/types';
import around from '@/shared/map/around.module.css';
import { StatusCell } from '@/shared/ui/status-cell';
import { StatusIcon } from '@/shared/ui/status-tag';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';

interface KpiStatusProps {
  /** Null without a target: that is no state, and has no light. */
  status: Status | null;
  look: 'light' | 'icon' | 'word';
}

/** How a KPI stands: the light of a card, or the cell of an outline. */
export function KpiStatus({ status, look }: KpiStatusProps) {
  const { t } = useTranslation(['kpi-tree', 'common']);
  if (!status) {
    return look === 'word' ? (
      <span className={around.quiet}>{t('noTarget')}</span>
    ) : (
      <VisuallyHidden>{t('noTarget')}</VisuallyHidden>
    );
  }
  if (look !== 'light') return <StatusCell status={status} hasWord={look === 'word'} />;
  return (
    <>
      <StatusIcon status={status} size={13} />
      <VisuallyHidden>{t(`common:status.${status}`)}</VisuallyHidden>
    </>
  );
}
