import { useTranslation } from 'react-i18next';
import type { PersonOverview } from '@/shared/api/types';
import { KeyResultRow } from '@/shared/goals/key-result-row';
import { ObjectiveList } from '@/shared/goals/objective-list';
import { useAsOf } from '@/shared/lib/as-of';
import { checkInPath, objectivePath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import { EmptyState } from '@/shared/ui/empty-state';
import { SectionCard } from '@/shared/ui/section-card';
import { Tag } from '@/shared/ui/tag';

interface PersonGoalsProps {
  overview: PersonOverview;
  isMine: boolean;
}

/** Objectives of one's own, and the key results one carries for others. */
export function PersonGoals({ overview, isMine }: PersonGoalsProps) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const { cycle, objectives, key_results: keyResults } = overview;
  const elapsed = cycle?.elapsed ?? null;
  // What is past is not reported on any more.
  const maySay = !useAsOf() && isMine;
  return (
    <>
      {objectives.length > 0 || keyResults.length === 0 ? (
        <SectionCard
          title={isMine ? t('mine.objectives') : t('objectives')}
          hint={cycle ? <Tag tone="soft">{format.cycle(cycle)}</Tag> : null}
          actions={maySay ? <AppLink href={checkInPath()}>{t('mine.checkIn')}</AppLink> : null}
        >
          {objectives.length > 0 ? (
            <ObjectiveList objectives={objectives} elapsed={elapsed} hasOwner={false} />
          ) : (
            <EmptyState
              title={isMine ? t('mine.noGoals') : t('noGoals')}
              hint={isMine ? t('mine.noGoalsHint') : undefined}
            />
          )}
        </SectionCard>
      ) : null}
      {keyResults.length > 0 ? (
        <SectionCard
          title={isMine ? t('mine.keyResults') : t('keyResults')}
          actions={
            maySay && objectives.length === 0 ? (
              <AppLink href={checkInPath()}>{t('mine.checkIn')}</AppLink>
            ) : null
          }
        >
          {keyResults.map((keyResult) => (
            <KeyResultRow
              key={keyResult.id}
              keyResult={keyResult}
              elapsed={elapsed}
              hasOwner={false}
              note={
                <AppLink href={objectivePath(keyResult.objective_id)}>
                  {keyResult.objective_title}
                </AppLink>
              }
            />
          ))}
        </SectionCard>
      ) : null}
    </>
  );
}
