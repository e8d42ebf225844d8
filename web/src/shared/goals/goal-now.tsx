import type { ReactNode } from 'react';
import type { ProofTarget } from '@/shared/api/proof';
import type { KeyResult, Objective } from '@/shared/api/types';
import { useFormat } from '@/shared/lib/use-format';
import { Dial } from '@/shared/ui/dial';
import { NumberDoor } from '@/shared/ui/number-door';
import { StatusTag } from '@/shared/ui/status-tag';
import styles from './goal-now.module.css';

interface GoalNowProps {
  goal: KeyResult | Objective;
  proof: ProofTarget;
  elapsed: number | null;
  /** Of the heading, for what is labelled by it. */
  id?: string | undefined;
  /** What follows status and progress on their line. */
  words: ReactNode;
  /** What stands below. */
  children?: ReactNode;
}

/** A goal as it stands, at the head of a form about it. */
export function GoalNow({ goal, proof, elapsed, id, words, children }: GoalNowProps) {
  const format = useFormat();
  const { score, title } = goal;
  return (
    <div className={styles.now}>
      <Dial
        size={28}
        progress={score.progress}
        elapsed={elapsed}
        status={score.status}
        isDecorative={true}
      />
      <div>
        <h3 {...(id ? { id } : {})} className={styles.title}>
          {title}
        </h3>
        <div className={styles.figures}>
          <StatusTag status={score.status} isOverride={goal.status_override !== null} />
          {score.progress === null ? null : (
            <NumberDoor proof={proof} look="strong">
              {format.percent(score.progress)}
            </NumberDoor>
          )}
          <span>{words}</span>
        </div>
        {children}
      </div>
    </div>
  );
}
