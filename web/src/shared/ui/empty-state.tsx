import type { ReactNode } from 'react';
import { Dial } from './dial';
import styles from './states.module.css';

interface EmptyStateProps {
  /** One line: why there is nothing here. */
  title: string;
  /** What would put something here. */
  hint?: string | undefined;
  /** The one thing to do. */
  action?: ReactNode;
  /** Inside a card, beside other cards. */
  isSmall?: boolean;
}

export function EmptyState({ title, hint, action, isSmall }: EmptyStateProps) {
  return (
    <div className={isSmall ? styles.small : styles.state}>
      {isSmall ? null : (
        <Dial progress={null} elapsed={0} status="not_started" size={44} isDecorative={true} />
      )}
      <p className={styles.title}>{title}</p>
      {hint ? <p className={styles.hint}>{hint}</p> : null}
      {action}
    </div>
  );
}
