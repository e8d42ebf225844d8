import type { ReactNode } from 'react';
import styles from './page-header.module.css';

interface PageHeaderProps {
  title: ReactNode;
  /** The dial of what the page is about. */
  mark?: ReactNode;
  /** Status, kind, owner: one line under the title. */
  meta?: ReactNode;
  actions?: ReactNode;
}

export function PageHeader({ title, mark, meta, actions }: PageHeaderProps) {
  return (
    <div className={styles.header}>
      {mark}
      <div className={styles.words}>
        <h1 className={styles.title}>{title}</h1>
        {meta ? <div className={styles.meta}>{meta}</div> : null}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </div>
  );
}
