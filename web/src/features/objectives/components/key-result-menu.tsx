import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import type { KeyResult, KpiLink } from '@/shared/api/types';
import { Icon } from '@/shared/ui/icon';
import type { Panel } from '../panel';
import { useGoalActions } from '../use-goal-actions';

interface KeyResultMenuProps {
  keyResult: KeyResult;
  isGradable: boolean;
  onOpen: (panel: Panel) => void;
}

/** What may be done with one key result. */
export function KeyResultMenu({ keyResult, isGradable, onOpen }: KeyResultMenuProps) {
  const { t } = useTranslation('objectives');
  const { archiveGoal } = useGoalActions();
  const link = (existing: KpiLink | null) => onOpen({ kind: 'link', keyResult, link: existing });
  const grade = {
    key: 'grade',
    label: t('grade.open'),
    onClick: () => onOpen({ kind: 'grade', keyResult }),
  };
  const items = [
    ...(isGradable ? [grade] : []),
    {
      key: 'edit',
      label: t('keyResults.edit'),
      onClick: () => onOpen({ kind: 'key_result', keyResult }),
    },
    { key: 'link', label: t('link.add'), onClick: () => link(null) },
    ...keyResult.links.map((existing) => ({
      key: existing.id,
      label: t('link.edit', { name: existing.kpi.name }),
      onClick: () => link(existing),
    })),
    {
      key: 'status',
      label: t('status.judge'),
      onClick: () => onOpen({ kind: 'status', goal: keyResult, noun: 'key-results' }),
    },
    { key: 'line', type: 'divider' as const },
    {
      key: 'archive',
      label: t('archive'),
      onClick: () => archiveGoal('key-results', keyResult.id, keyResult.title),
    },
  ];
  return (
    <Dropdown trigger={['click']} placement="bottomRight" menu={{ items }}>
      <Button
        type="text"
        size="small"
        aria-label={t('keyResults.more', { title: keyResult.title })}
        icon={<Icon name="more" />}
      />
    </Dropdown>
  );
}
