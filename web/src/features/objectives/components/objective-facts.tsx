import { useTranslation } from 'react-i18next';
import type { ObjectiveOverview } from '@/shared/api/types';
import { UnitLink } from '@/shared/goals/unit-link';
import { useFormat } from '@/shared/lib/use-format';
import { type Fact, FactList } from '@/shared/ui/fact-list';
import { PersonChip } from '@/shared/ui/person-chip';
import { SectionCard } from '@/shared/ui/section-card';

/** What the objective is, beside how it stands. */
export function ObjectiveFacts({ overview }: { overview: ObjectiveOverview }) {
  const { t } = useTranslation(['objectives', 'common']);
  const format = useFormat();
  const { objective, cycle } = overview;
  const { owner, owner_unit: unit, weight_share: share, score } = objective;
  const facts: Fact[] = [
    { label: t('facts.owner'), value: owner ? <PersonChip person={owner} /> : null },
    { label: t('facts.unit'), value: unit ? <UnitLink unit={unit} /> : null },
    {
      label: t('facts.cycle'),
      value: cycle ? `${format.cycle(cycle)} · ${t(`common:cyclePhase.${cycle.phase}`)}` : null,
    },
    {
      label: t('facts.weight'),
      value: share === null ? null : t('facts.share', { value: format.percent(share) }),
    },
    { label: t('facts.counts'), value: t(`common:progressMode.${objective.progress_mode}`) },
    {
      label: t('facts.coverage'),
      value: score.coverage === null ? null : format.percent(score.coverage),
    },
    { label: t('facts.visibility'), value: t(`common:visibility.${objective.visibility}`) },
    {
      label: t('facts.published'),
      value: objective.published_at ? format.instantDay(objective.published_at) : null,
    },
    { label: t('facts.override'), value: objective.status_override_reason },
  ];
  return (
    <SectionCard title={t('facts.title')}>
      <FactList facts={facts} />
    </SectionCard>
  );
}
