import { useTranslation } from 'react-i18next';
import type { Objective } from '@/shared/api/types';
import { GradeMark } from '@/shared/goals/grade-mark';
import { Icon } from '@/shared/ui/icon';
import { PersonChip } from '@/shared/ui/person-chip';
import { StatusTag } from '@/shared/ui/status-tag';
import { Tag } from '@/shared/ui/tag';

/** The line under the title. */
export function ObjectiveMeta({ objective }: { objective: Objective }) {
  const { t } = useTranslation(['objectives', 'common']);
  const status = objective.state === 'published' ? objective.score.status : objective.state;
  return (
    <>
      <StatusTag status={status} isOverride={objective.status_override !== null} />
      <GradeMark goal={objective} />
      <Tag>{t(`common:objectiveKind.${objective.kind}`)}</Tag>
      {objective.strategic_pillar ? (
        <Tag>{t('pillar', { name: objective.strategic_pillar.name })}</Tag>
      ) : null}
      {objective.visibility === 'organization' ? null : (
        <Tag>
          <Icon name="lock" size={12} />
          {t(`common:visibility.${objective.visibility}`)}
        </Tag>
      )}
      {objective.owner ? <PersonChip person={objective.owner} /> : null}
    </>
  );
}
