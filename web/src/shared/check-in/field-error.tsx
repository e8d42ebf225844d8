import type { ProblemBody } from '@/shared/api/types';
import styles from './check-in-fields.module.css';

/** What the server said about one field. */
export function FieldError({
  problem,
  field,
}: {
  problem: ProblemBody | undefined;
  field: string;
}) {
  const found = problem?.errors.filter((error) => error.field === field) ?? [];
  if (found.length === 0) return null;
  return (
    <span role="alert" className={styles.error}>
      {found.map((error) => error.message).join(' ')}
    </span>
  );
}
