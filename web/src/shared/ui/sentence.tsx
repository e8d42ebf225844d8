import type { ReactNode } from 'react';
import styles from './sentence.module.css';

/** The one sentence of facts that a page opens with, before any table or chart. */
export function Sentence({ children }: { children: ReactNode }) {
  return <p className={styles.lead}>{children}</p>;
}
