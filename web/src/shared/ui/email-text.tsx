import styles from './email-text.module.css';

/** An address in a narrow place: it breaks before the @, and only then where it must. */
export function EmailText({ children }: { children: string }) {
  const at = children.lastIndexOf('@');
  if (at < 1) return children;
  return (
    <span>
      <span className={styles.part}>{children.slice(0, at)}</span>
      <wbr />
      <span className={styles.part}>{children.slice(at)}</span>
    </span>
  );
}
