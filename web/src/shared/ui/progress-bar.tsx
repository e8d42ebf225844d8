import { useTranslation } from 'react-i18next';
import type { Status } from '@/shared/api/types';
import { useFormat } from '@/shared/lib/use-format';
import styles from './progress-bar.module.css';

interface ProgressBarProps {
  progress: number | null;
  /** Where it should be by now: the tick. */
  expected: number | null;
  /** Progress against the goalpost as it was published: the hollow ring, only when it was moved. */
  original?: number | null;
  status: Status;
}

const at = (share: number) => `${Math.min(1, Math.max(0, share)) * 100}%`;

export function ProgressBar({ progress, expected, original, status }: ProgressBarProps) {
  const { t } = useTranslation('common');
  const format = useFormat();
  const wasMoved = original !== null && original !== undefined && original !== progress;
  const words = [
    t('bar.progress', { value: format.percent(progress) }),
    expected === null ? '' : t('bar.expected', { value: format.percent(expected) }),
    wasMoved ? t('bar.original', { value: format.percent(original) }) : '',
  ];
  return (
    <div
      className={styles.bar}
      data-status={status}
      role="img"
      aria-label={words.filter(Boolean).join(t('listComma'))}
    >
      {progress === null ? null : <i className={styles.fill} style={{ width: at(progress) }} />}
      {expected === null ? null : <u className={styles.tick} style={{ left: at(expected) }} />}
      {wasMoved ? <s className={styles.original} style={{ left: at(original) }} /> : null}
    </div>
  );
}
