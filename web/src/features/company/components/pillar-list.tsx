import { useTranslation } from 'react-i18next';
import type { PillarServed } from '@/shared/api/types';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import { Dial } from '@/shared/ui/dial';
import styles from './company.module.css';

interface PillarListProps {
  pillars: PillarServed[];
  elapsed: number | null;
}

/** The themes of the strategy, with what serves each of them in this cycle. */
export function PillarList({ pillars, elapsed }: PillarListProps) {
  const { t } = useTranslation('company');
  const format = useFormat();
  return (
    <ul className={styles.pillars}>
      {pillars.map((pillar) => (
        <li key={pillar.id} title={pillar.description}>
          <Dial
            size={22}
            progress={pillar.progress}
            elapsed={elapsed}
            status={pillar.progress === null ? 'no_data' : 'accent'}
            isDecorative={true}
          />
          <div>
            <AppLink href={`/objectives?pillar=${pillar.id}`} className={styles.pillar}>
              {pillar.name}
            </AppLink>
            <div className={styles.sub}>
              {pillar.objective_count === 0
                ? t('pillarUnserved')
                : t('pillarServed', {
                    count: pillar.objective_count,
                    progress: format.percent(pillar.progress),
                  })}
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}
