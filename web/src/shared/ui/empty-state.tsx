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
  /** It is all there is on the page, so its title is the page's. */
  isPage?: boolean;
}

export function EmptyState({ title, hint, action, isSmall, isPage }: EmptyStateProps) {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div className={isSmall ? styles.small : styles.state}>
      {isSmall ? null : (
        <Dial progress={null} elapsed={0} status="not_started" size={44} isDecorative={true} />
      )}
      <Title className={styles.title}>{title}</Title>
      {hint ? <p className={styles.hint}>{hint}</p> : null}
      {action}
    </div>
  );
}
