import { useTranslation } from 'react-i18next';
import type { SourceRun } from '../api';
import styles from './sources.module.css';

const shapes: Record<SourceRun['outcome'], string> = {
  running: 'M8 3v5l3 2',
  succeeded: 'M3 8.6 6.4 12 13 4.6',
  rejected: 'M8 3v6M8 12.5h.01',
  failed: 'M4 4l8 8M12 4l-8 8',
  interrupted: 'M5.5 3.5v9M10.5 3.5v9',
};

/** What became of a run: a shape, a word and a colour. */
export function Outcome({ run }: { run: Pick<SourceRun, 'outcome' | 'is_dry'> }) {
  const { t } = useTranslation('sources');
  return (
    <span className={styles.outcome} data-outcome={run.outcome}>
      <svg
        width={14}
        height={14}
        viewBox="0 0 16 16"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth={2}
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d={shapes[run.outcome]} />
      </svg>
      {t(`outcome.${run.outcome}`)}
      {run.is_dry ? ` · ${t('dry')}` : ''}
    </span>
  );
}
