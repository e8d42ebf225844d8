import type { ReactNode } from 'react';
import styles from './columns.module.css';

/** The main column and a narrow one beside it, which goes under it where there is no room. */
export function Columns({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return (
    <div className={styles.columns}>
      <div className={styles.stack}>{children}</div>
      <div className={styles.stack}>{aside}</div>
    </div>
  );
}
