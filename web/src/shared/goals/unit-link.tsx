import type { UnitRef } from '@/shared/api/types';
import { unitPath } from '@/shared/lib/paths';
import { AppLink } from '@/shared/ui/app-link';
import styles from './goal-row.module.css';

export function UnitLink({ unit }: { unit: UnitRef }) {
  return (
    <AppLink href={unitPath(unit.id)} className={styles.unit} title={unit.name}>
      {unit.name}
    </AppLink>
  );
}
