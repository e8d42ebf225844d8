import { objectivePath } from '@/shared/lib/paths';
import { AppLink } from '@/shared/ui/app-link';
import { SectionCard } from '@/shared/ui/section-card';
import type { SheetRow } from '../api';
import type { SheetGroup } from '../sheet-rows';
import { CheckInRow } from './check-in-row';
import styles from './check-ins.module.css';

interface CheckInGroupProps {
  group: SheetGroup;
  overdue: Map<string, number>;
  elapsed: number | null;
  onSave: (row: SheetRow) => Promise<boolean>;
  onNext: (id: string) => void;
}

/** The key results of one objective. */
export function CheckInGroup({ group, overdue, elapsed, onSave, onNext }: CheckInGroupProps) {
  return (
    <SectionCard
      title={
        <AppLink href={objectivePath(group.objectiveId)} className={styles.objective}>
          {group.title}
        </AppLink>
      }
    >
      {group.rows.map((row) => (
        <CheckInRow
          key={row.key_result.id}
          row={row}
          overdue={overdue.get(row.key_result.id)}
          elapsed={elapsed}
          onSave={onSave}
          onNext={onNext}
        />
      ))}
    </SectionCard>
  );
}
