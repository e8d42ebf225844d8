import { useQueryClient } from '@tanstack/react-query';
import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { OverrideStatus } from '@/shared/api/types';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { StatusTag } from '@/shared/ui/status-tag';
import { judgeStatus, refreshGoals } from '../api';
import type { JudgedGoal } from '../panel';
import { ReasonField } from './reason-field';

interface StatusDrawerProps {
  goal: JudgedGoal;
  noun: 'objectives' | 'key-results';
  onClose: () => void;
}

interface StatusValues {
  status_override: OverrideStatus | 'none';
  reason: string;
}

const choices: OverrideStatus[] = ['on_track', 'at_risk', 'off_track'];

/** The owner's own judgement over the arithmetic's, with its reason; it ends at the next check-in. */
export function StatusDrawer({ goal, noun, onClose }: StatusDrawerProps) {
  const { t } = useTranslation('objectives');
  const client = useQueryClient();
  const form = useServerForm<StatusValues, unknown>({
    save: ({ status_override, reason }) =>
      judgeStatus(
        { noun, id: goal.id, version: goal.version },
        { status_override: status_override === 'none' ? null : status_override, reason },
      ),
    onSaved: async () => {
      await refreshGoals(client);
      onClose();
    },
  });
  return (
    <FormDrawer<StatusValues>
      title={t('status.judge')}
      form={form}
      onClose={onClose}
      onReload={() => void refreshGoals(client).then(onClose)}
      initialValues={{
        status_override: (goal.status_override as OverrideStatus | null) ?? 'none',
        reason: '',
      }}
    >
      <p>{t('status.hint', { title: goal.title })}</p>
      <Form.Item name="status_override" label={t('status.label')}>
        <Radio.Group vertical={true}>
          <Radio value="none">{t('status.none')}</Radio>
          {choices.map((value) => (
            <Radio key={value} value={value}>
              <StatusTag status={value} />
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <ReasonField isAlways={true} />
    </FormDrawer>
  );
}
