import { AppLink } from '../app-link';
import styles from './data-grid.module.css';

/** The name of a row's thing, leading to its page; two lines at most. */
export function GridLink({ href, children }: { href: string; children: string }) {
  return (
    <AppLink href={href} className={styles.link} title={children}>
      {children}
    </AppLink>
  );
}
