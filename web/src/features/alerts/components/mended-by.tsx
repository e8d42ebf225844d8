import { objectivePath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import { NumberDoor } from '@/shared/ui/number-door';
import { StatusTag } from '@/shared/ui/status-tag';
import type { Alert } from '../api';
import styles from './alerts.module.css';

type Objective = NonNullable<Alert['objective']>;

/** The goal that is to mend an alert, and how far it has come. */
export function MendedBy({ objective }: { objective: Objective }) {
  const { id, title, key_result: keyResult } = objective;
  return (
    <span className={styles.mended}>
      <AppLink href={objectivePath(id)}>{title}</AppLink>
      {keyResult && keyResult.title !== title ? (
        <span className={styles.quiet}>{keyResult.title}</span>
      ) : null}
      <MendedSoFar objective={objective} />
    </span>
  );
}

/** How far what mends an alert has come: its key result where one is named, else the objective. */
export function MendedSoFar({ objective }: { objective: Objective }) {
  const format = useFormat();
  const { id, key_result: keyResult, state } = objective;
  const score = keyResult?.score ?? objective.score;
  return (
    <span className={styles.soFar}>
      <StatusTag status={state === 'published' ? score.status : state} />
      {score.progress === null ? null : (
        <NumberDoor
          proof={keyResult ? { of: 'key_result', id: keyResult.id } : { of: 'objective', id }}
        >
          {format.percent(score.progress)}
        </NumberDoor>
      )}
    </span>
  );
}
