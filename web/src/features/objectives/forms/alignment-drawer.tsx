import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { objectiveSearchQuery } from '@/shared/api/refs';
import type { Alignment, Objective } from '@/shared/api/types';
import { SearchSelect } from '@/shared/pickers/search-select';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { type AlignmentValues, objectiveQuery, refreshGoals, saveAlignment } from '../api';
import { useGoalActions } from '../use-goal-actions';

interface AlignmentDrawerProps {
  objective: Objective;
  alignment: Alignment | null;
  onClose: () => void;
}

/** Which objective or key result this objective supports, and whether its progress counts there. */
export function AlignmentDrawer({ objective, alignment, onClose }: AlignmentDrawerProps) {
  const { t } = useTranslation(['objectives', 'common']);
  const client = useQueryClient();
  const { archiveGoal } = useGoalActions();
  const form = useServerForm<AlignmentValues, unknown>({
    save: (values) => saveAlignment(objective.id, alignment, oneTarget(values)),
    onSaved: async () => {
      await refreshGoals(client);
      onClose();
    },
  });
  const target: string | null = Form.useWatch('target_objective_id', form.form) ?? null;
  const { data } = useQuery({
    ...objectiveQuery(target ?? ''),
    enabled: target !== null && alignment === null,
  });
  return (
    <FormDrawer<AlignmentValues>
      title={t(alignment ? 'alignment.editTitle' : 'alignment.add')}
      form={form}
      onClose={onClose}
      onReload={() => void refreshGoals(client).then(onClose)}
      initialValues={{
        target_objective_id: alignment?.target_objective.id ?? null,
        target_key_result_id: alignment?.target_key_result?.id ?? null,
        contribution: alignment?.contribution ?? null,
      }}
      extra={
        alignment ? (
          <Button
            danger={true}
            type="text"
            onClick={() => {
              archiveGoal('alignments', alignment.id, alignment.target_objective.title);
              onClose();
            }}
          >
            {t('alignment.end')}
          </Button>
        ) : null
      }
    >
      {alignment ? null : (
        <>
          <Form.Item
            name="target_objective_id"
            label={t('alignment.target')}
            rules={[{ required: true, message: t('common:form.required') }]}
          >
            <SearchSelect<Objective>
              query={objectiveSearchQuery}
              label={(found) => [found.title, found.owner_unit?.name].filter(Boolean).join(' · ')}
              placeholder={t('common:picker.objective')}
              onPick={() => form.form.setFieldValue('target_key_result_id', null)}
            />
          </Form.Item>
          <Form.Item
            name="target_key_result_id"
            label={<OptionalLabel>{t('alignment.targetKeyResult')}</OptionalLabel>}
          >
            <Select
              allowClear={true}
              disabled={!data}
              options={(data?.key_results ?? []).map((keyResult) => ({
                value: keyResult.id,
                label: keyResult.title,
              }))}
            />
          </Form.Item>
        </>
      )}
      <Form.Item
        name="contribution"
        label={<OptionalLabel>{t('alignment.contribution')}</OptionalLabel>}
        extra={t('alignment.contributionHint')}
      >
        <InputNumber min={0} style={{ width: '100%' }} />
      </Form.Item>
    </FormDrawer>
  );
}

/** A key result is the target when one was chosen, else the objective. */
function oneTarget(values: AlignmentValues): AlignmentValues {
  const keyResult = values.target_key_result_id ?? null;
  return {
    target_objective_id: keyResult ? null : (values.target_objective_id ?? null),
    target_key_result_id: keyResult,
    contribution: values.contribution ?? null,
  };
}
