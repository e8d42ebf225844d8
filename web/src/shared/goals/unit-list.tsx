import { useTranslation } from 'react-i18next';
import type { UnitSummary } from '@/shared/api/types';
import { unitPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import { Dial } from '@/shared/ui/dial';
import { NumberDoor } from '@/shared/ui/number-door';
import { StatusIcon } from '@/shared/ui/status-tag';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';
import styles from './unit-list.module.css';

interface UnitListProps {
  units: UnitSummary[];
  elapsed: number | null;
  cycle?: string | null;
}

/** Units with how they stand, for a narrow column. */
export function UnitList({ units, elapsed, cycle }: UnitListProps) {
  const { t } = useTranslation('common');
  const format = useFormat();
  return (
    <ul className={styles.list}>
      {units.map(({ unit, score, lead, objective_count }) => (
        <li key={unit.id} className={styles.item}>
          <Dial
            size={22}
            progress={score?.progress ?? null}
            elapsed={elapsed}
            status={score?.status ?? 'no_data'}
            isDecorative={true}
          />
          <div className={styles.words}>
            <AppLink href={unitPath(unit.id, cycle)} className={styles.name}>
              {unit.name}
            </AppLink>
            <div className={styles.sub}>
              {[t('objective.count', { count: objective_count }), lead?.name]
                .filter(Boolean)
                .join(' · ')}
            </div>
          </div>
          <NumberDoor proof={{ of: 'unit', id: unit.id, cycle: cycle ?? null }} look="strong">
            {format.percent(score?.progress)}
          </NumberDoor>
          <StatusIcon status={score?.status ?? 'no_data'} />
          <VisuallyHidden>{t(`status.${score?.status ?? 'no_data'}`)}</VisuallyHidden>
        </li>
      ))}
    </ul>
  );
}
