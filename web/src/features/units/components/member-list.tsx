import type { UnitOverview } from '@/shared/api/types';
import { PersonChip } from '@/shared/ui/person-chip';
import styles from './units.module.css';

export function MemberList({ members }: Pick<UnitOverview, 'members'>) {
  return (
    <ul className={styles.members}>
      {members.map(({ person, role_title, title }) => (
        <li key={person.id}>
          <PersonChip person={person} />
          <span className={styles.role}>{role_title || title}</span>
        </li>
      ))}
    </ul>
  );
}
