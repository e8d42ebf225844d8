import type { PersonRef } from '@/shared/api/types';
import { initials } from '@/shared/lib/format';
import { personPath } from '@/shared/lib/paths';
import { AppLink } from './app-link';
import styles from './person-chip.module.css';

export function Avatar({ name, size = 20 }: { name: string; size?: number }) {
  return (
    <span
      className={styles.avatar}
      aria-hidden="true"
      style={{ width: size, height: size, fontSize: size * 0.44 }}
    >
      {initials(name)}
    </span>
  );
}

interface PersonChipProps {
  person: PersonRef;
  /** Where the row around it is a link already. */
  isPlain?: boolean;
}

export function PersonChip({ person, isPlain }: PersonChipProps) {
  const content = (
    <>
      <Avatar name={person.name} />
      <span className={styles.name}>{person.name}</span>
    </>
  );
  if (isPlain) return <span className={styles.chip}>{content}</span>;
  return (
    <AppLink href={personPath(person.id)} className={styles.chip}>
      {content}
    </AppLink>
  );
}
