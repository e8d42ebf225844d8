import { type ReactNode, useId } from 'react';
import styles from './section-card.module.css';

interface SectionCardProps {
  title: ReactNode;
  /** Beside the title: a cycle, a count. */
  hint?: ReactNode;
  /** At the end of the head: links and buttons. */
  actions?: ReactNode;
  children: ReactNode;
  /** Without a frame, for a wall of cards that have their own. */
  isOpen?: boolean;
}

export function SectionCard({ title, hint, actions, children, isOpen }: SectionCardProps) {
  const id = useId();
  return (
    <section className={isOpen ? styles.open : styles.card} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {hint ? <span className={styles.hint}>{hint}</span> : null}
        {actions ? <div className={styles.actions}>{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}
