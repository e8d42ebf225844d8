import { useTranslation } from 'react-i18next';
import type { CompanyOverview } from '@/shared/api/types';
import { objectivePath, objectivesPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import { NumberDoor } from '@/shared/ui/number-door';
import { Rich } from '@/shared/ui/rich';
import { Sentence } from '@/shared/ui/sentence';
import { kpiFact, worstObjective } from '../lead-facts';

/** The page in one breath: how far the cycle is, who keeps pace, what a KPI did, what is in trouble. */
export function CompanyLead({ company }: { company: CompanyOverview }) {
  const { t } = useTranslation('company');
  const format = useFormat();
  const { unit, cycle, score, key_result_counts: counts } = company;
  if (!cycle || !unit) return <Sentence>{t('lead.noCycle')}</Sentence>;
  const fact = kpiFact(company.kpis);
  const worst = worstObjective(company.objectives);
  const { space } = format;
  return (
    <Sentence>
      <Rich
        text={t('lead.time', { cycle: format.cycle(cycle) })}
        slots={{
          elapsed: <b>{format.percent(cycle.elapsed)}</b>,
          progress: (
            <NumberDoor proof={{ of: 'unit', id: unit.id, cycle: cycle.id }}>
              {format.percent(score?.progress)}
            </NumberDoor>
          ),
        }}
      />
      {counts.total > 0 ? (
        <>
          {space}
          <Rich
            text={t('lead.pace')}
            slots={{
              count: (
                <AppLink href={objectivesPath(cycle.id)}>
                  {t('lead.of', { part: counts.on_track + counts.done, total: counts.total })}
                </AppLink>
              ),
            }}
          />
        </>
      ) : null}
      {fact ? (
        <>
          {space}
          <Rich
            text={t(fact.isBetter ? 'lead.kpiBetter' : 'lead.kpiWorse', {
              name: fact.kpi.name,
              month: format.period(fact.from.start, fact.from.end),
            })}
            slots={{
              before: (
                <NumberDoor
                  proof={{
                    of: 'kpi',
                    id: fact.kpi.id,
                    unit: fact.kpi.subject?.id,
                    period: fact.from.period,
                  }}
                >
                  {format.value(fact.from.value, fact.kpi)}
                </NumberDoor>
              ),
              after: (
                <NumberDoor
                  proof={{
                    of: 'kpi',
                    id: fact.kpi.id,
                    unit: fact.kpi.subject?.id,
                    period: fact.to.period,
                  }}
                >
                  {format.value(fact.to.value, fact.kpi)}
                </NumberDoor>
              ),
            }}
          />
        </>
      ) : null}
      {space}
      {worst ? (
        <Rich
          text={t(worst.score.status === 'off_track' ? 'lead.offTrack' : 'lead.atRisk')}
          slots={{ goal: <AppLink href={objectivePath(worst.id)}>{worst.title}</AppLink> }}
        />
      ) : counts.total > 0 ? (
        t('lead.allWell')
      ) : null}
    </Sentence>
  );
}
