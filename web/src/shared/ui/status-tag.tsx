import { useTranslation } from 'react-i18next';
import type { Status } from '@/shared/api/types';
import { Icon } from './icon';
import styles from './status-tag.module.css';
import { VisuallyHidden } from './visually-hidden';

export type StatusWord = Status | 'draft' | 'closed';

/** One shape per state, so that no state is told by colour alone. */
const shapes: Record<StatusWord, string> = {
  on_track:
    'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm3.6 5.2-4.1 4.4a.8.8 0 0 1-1.2 0L4.3 8.6l1.1-1.1 1.5 1.5 3.6-3.9Z',
  at_risk: 'M8 1.4 15.4 14.4H.6Zm-.85 4.9v4.2h1.7V6.3Zm0 5.2v1.7h1.7v-1.7Z',
  off_track:
    'M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1Zm.5 3.5L4.5 5.6 6.9 8l-2.4 2.4 1.1 1.1L8 9.1l2.4 2.4 1.1-1.1L9.1 8l2.4-2.4-1.1-1.1L8 6.9Z',
  done: 'm6.2 12.7-4.4-4.4 1.5-1.5 2.9 2.9 6.5-6.5 1.5 1.5Z',
  no_data:
    'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.7a5.3 5.3 0 1 1 0 10.6A5.3 5.3 0 0 1 8 2.7ZM5 7.2h6v1.6H5Z',
  not_started: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.7a5.3 5.3 0 1 1 0 10.6A5.3 5.3 0 0 1 8 2.7Z',
  draft: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.7a5.3 5.3 0 1 1 0 10.6A5.3 5.3 0 0 1 8 2.7Z',
  closed: 'M3 7h1.5V5a3.5 3.5 0 0 1 7 0v2H13v7.5H3Zm3.1 0h3.8V5a1.9 1.9 0 0 0-3.8 0Z',
};

export function StatusIcon({ status, size = 14 }: { status: StatusWord; size?: number }) {
  return (
    <svg
      className={styles.icon}
      data-status={status}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      <path d={shapes[status]} fillRule="evenodd" />
    </svg>
  );
}

interface StatusTagProps {
  status: StatusWord;
  /** The owner's own judgement, not the arithmetic's. */
  isOverride?: boolean;
}

export function StatusTag({ status, isOverride }: StatusTagProps) {
  const { t } = useTranslation('common');
  return (
    <span
      className={styles.tag}
      data-status={status}
      title={isOverride ? t('status.override') : undefined}
    >
      <StatusIcon status={status} />
      {t(`status.${status}`)}
      {isOverride ? (
        <>
          <Icon name="edit" size={12} />
          <VisuallyHidden>{t('status.overrideMark')}</VisuallyHidden>
        </>
      ) : null}
    </span>
  );
}
