import { useTranslation } from 'react-i18next';
import type { ObjectiveOverview } from '@/shared/api/types';
import { useFormat } from '@/shared/lib/use-format';
import { NumberDoor } from '@/shared/ui/number-door';
import { Rich } from '@/shared/ui/rich';
import { Sentence } from '@/shared/ui/sentence';
import { GradeSentence } from './grade-sentence';

/** Time gone, way come, what holds it back, and whether a guard gave way. */
export function ObjectiveLead({ overview }: { overview: ObjectiveOverview }) {
  const { t } = useTranslation('objectives');
  const format = useFormat();
  const { objective, cycle, key_results: keyResults } = overview;
  const { score } = objective;
  const { space } = format;
  const behind =
    keyResults.find((keyResult) => keyResult.score.status === 'off_track') ??
    keyResults.find((keyResult) => keyResult.score.status === 'at_risk');
  const guards = keyResults.flatMap((keyResult) =>
    keyResult.links.filter((link) => link.role === 'guards'),
  );
  const broken = guards.filter((guard) => guard.is_breached);
  if (objective.state === 'draft') {
    return (
      <Sentence>
        {t('lead.draft')}
        {keyResults.length === 0 ? space + t('lead.draftEmpty') : ''}
      </Sentence>
    );
  }
  return (
    <Sentence>
      <GradeSentence overview={overview} />
      {score.progress === null ? (
        t('lead.noData')
      ) : (
        <Rich
          text={t('lead.way')}
          slots={{
            elapsed: <b>{format.percent(cycle?.elapsed)}</b>,
            progress: (
              <NumberDoor proof={{ of: 'objective', id: objective.id }}>
                {format.percent(score.progress)}
              </NumberDoor>
            ),
          }}
        />
      )}
      {behind ? (
        <>
          {space}
          <Rich
            text={t('lead.behind')}
            slots={{
              goal: <a href={`#${behind.id}`}>{behind.title}</a>,
              progress: (
                <NumberDoor proof={{ of: 'key_result', id: behind.id }}>
                  {format.percent(behind.score.progress)}
                </NumberDoor>
              ),
            }}
          />
        </>
      ) : keyResults.length > 0 && score.progress !== null ? (
        space + t('lead.allPace')
      ) : null}
      {broken.length > 0
        ? space +
          t('lead.guardBroken', {
            names: broken.map((guard) => guard.kpi.name).join(t('lead.comma')),
          })
        : null}
      {guards.length > 0 && broken.length === 0 ? space + t('lead.guardsHold') : null}
    </Sentence>
  );
}
