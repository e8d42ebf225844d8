import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ObjectiveOverview } from '@/shared/api/types';
import { Icon } from '@/shared/ui/icon';
import { mayChange, mayGrade } from '../grading';
import type { Panel } from '../panel';
import { useGoalActions } from '../use-goal-actions';

interface ObjectiveActionsProps {
  overview: ObjectiveOverview;
  onOpen: (panel: Panel) => void;
}

export function ObjectiveActions({ overview, onOpen }: ObjectiveActionsProps) {
  const { t } = useTranslation('objectives');
  const { publish, isPublishing, archiveGoal } = useGoalActions();
  const { objective } = overview;
  if (!objective.may_edit) return null;
  const isOpen = mayChange(overview);
  const changes = [
    {
      key: 'status',
      label: t('status.judge'),
      onClick: () => onOpen({ kind: 'status', goal: objective, noun: 'objectives' }),
    },
    {
      key: 'align',
      label: t('alignment.add'),
      onClick: () => onOpen({ kind: 'alignment', alignment: null }),
    },
    { key: 'line', type: 'divider' as const },
  ];
  const items = [
    ...(isOpen ? changes : []),
    {
      key: 'archive',
      label: t('archive'),
      onClick: () => archiveGoal('objectives', objective.id, objective.title),
    },
  ];
  return (
    <>
      {mayGrade(overview) ? (
        <Button
          type={objective.grade === null ? 'primary' : 'default'}
          onClick={() => onOpen({ kind: 'grade', keyResult: null })}
        >
          {t(objective.grade === null ? 'grade.open' : 'grade.change')}
        </Button>
      ) : null}
      {objective.state === 'draft' ? (
        <Button
          type="primary"
          loading={isPublishing}
          disabled={overview.key_results.length === 0}
          onClick={() => publish(objective.id)}
        >
          {t('publish')}
        </Button>
      ) : null}
      {isOpen ? <Button onClick={() => onOpen({ kind: 'objective' })}>{t('edit')}</Button> : null}
      <Dropdown trigger={['click']} placement="bottomRight" menu={{ items }}>
        <Button aria-label={t('more')} icon={<Icon name="more" />} />
      </Dropdown>
    </>
  );
}
