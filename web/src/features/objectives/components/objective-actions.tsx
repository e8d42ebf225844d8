import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ObjectiveOverview } from '@/shared/api/types';
import { Icon } from '@/shared/ui/icon';
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
  const items = [
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
    {
      key: 'archive',
      label: t('archive'),
      onClick: () => archiveGoal('objectives', objective.id, objective.title),
    },
  ];
  return (
    <>
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
      <Button onClick={() => onOpen({ kind: 'objective' })}>{t('edit')}</Button>
      <Dropdown trigger={['click']} placement="bottomRight" menu={{ items }}>
        <Button aria-label={t('more')} icon={<Icon name="more" />} />
      </Dropdown>
    </>
  );
}
