import { useTranslation } from 'react-i18next';
import type { UnitOverview } from '@/shared/api/types';
import { useFormat } from '@/shared/lib/use-format';
import { NumberDoor } from '@/shared/ui/number-door';
import { Rich } from '@/shared/ui/rich';
import { Sentence } from '@/shared/ui/sentence';

/** How the unit stands, and how those below it do. */
export function UnitLead({ overview }: { overview: UnitOverview }) {
  const { t } = useTranslation('units');
  const format = useFormat();
  const { unit, cycle, score, key_result_counts: counts } = overview;
  if (!cycle) return <Sentence>{t('lead.noCycle')}</Sentence>;
  const { space } = format;
  const below = score?.descendants_mean ?? null;
  const behind = counts.at_risk + counts.off_track;
  return (
    <Sentence>
      {score === null || score.progress === null ? (
        t('lead.noGoals', { cycle: format.cycle(cycle) })
      ) : (
        <Rich
          text={t('lead.stands', { cycle: format.cycle(cycle), unit: unit.name })}
          slots={{
            elapsed: <b>{format.percent(cycle.elapsed)}</b>,
            progress: (
              <NumberDoor proof={{ of: 'unit', id: unit.id, cycle: cycle.id }}>
                {format.percent(score.progress)}
              </NumberDoor>
            ),
          }}
        />
      )}
      {counts.total > 0 ? (
        <>
          {space}
          {behind > 0
            ? t('lead.behind', { count: behind, total: counts.total })
            : t('lead.allPace')}
        </>
      ) : null}
      {below === null ? null : (
        <>
          {space}
          <Rich text={t('lead.below')} slots={{ mean: <b>{format.percent(below)}</b> }} />
        </>
      )}
    </Sentence>
  );
}
