import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import type { SourceRun } from '../api';
import { Outcome } from './outcome';
import styles from './sources.module.css';

interface RunListProps {
  runs: SourceRun[];
  chosen: string | null;
  onChoose: (id: string) => void;
}

/** The latest runs, the newest first; one of them is shown beside the list. */
export function RunList({ runs, chosen, onChoose }: RunListProps) {
  const { t } = useTranslation('sources');
  const format = useFormat();
  if (runs.length === 0) return <p className={styles.pad}>{t('never')}</p>;
  return (
    <ul className={styles.runs}>
      {runs.map((run) => (
        <li key={run.id}>
          <button
            type="button"
            className={styles.run}
            aria-current={run.id === chosen}
            onClick={() => onChoose(run.id)}
          >
            <Outcome run={run} />
            <span className={styles.quiet}>{format.instant(run.started_at)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
