import type { ReactNode } from 'react';
import styles from './tag.module.css';

/** A quiet label: the kind of an objective, its pillar, the phase of a cycle. */
export function Tag({ children, tone = 'line' }: { children: ReactNode; tone?: 'line' | 'soft' }) {
  return <span className={tone === 'soft' ? styles.soft : styles.line}>{children}</span>;
}
