import { useQueryClient } from '@tanstack/react-query';
import { Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Changed, KeyResult, Objective } from '@/shared/api/types';
import { PersonSelect } from '@/shared/pickers/person-select';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { TextArea } from '@/shared/ui/form/text-area';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { createKeyResult, type KeyResultValues, refreshGoals, updateKeyResult } from '../api';
import { KeyResultMeasure } from './key-result-measure';
import { initialKeyResult, keyResultKinds } from './key-result-values';
import { MilestoneFields } from './milestone-fields';
import { PaceFields } from './pace-fields';
import { ReasonField } from './reason-field';

interface KeyResultDrawerProps {
  objective: Objective;
  /** null: a new one. */
  keyResult: KeyResult | null;
  onClose: () => void;
}

/** What counts as success: the kind decides which numbers are asked for. */
export function KeyResultDrawer({ objective, keyResult, onClose }: KeyResultDrawerProps) {
  const { t } = useTranslation(['objectives', 'common']);
  const client = useQueryClient();
  const form = useServerForm<KeyResultValues, Changed<KeyResult>>({
    save: (values) => {
      const all = { ...initialKeyResult(keyResult, objective), ...values };
      return keyResult ? updateKeyResult(keyResult, all) : createKeyResult(objective.id, all);
    },
    onSaved: async () => {
      await refreshGoals(client);
      onClose();
    },
  });
  const kind = Form.useWatch('kind', form.form) ?? keyResult?.kind ?? 'increase';
  return (
    <FormDrawer<KeyResultValues>
      title={t(keyResult ? 'form.editKeyResult' : 'form.newKeyResult')}
      form={form}
      onClose={onClose}
      onReload={() => void refreshGoals(client).then(onClose)}
      initialValues={initialKeyResult(keyResult, objective)}
    >
      <Form.Item
        name="title"
        label={t('form.title')}
        extra={t('form.keyResultTitleHint')}
        rules={[{ required: true, message: t('common:form.required') }]}
      >
        <TextArea rows={2} autoFocus={true} />
      </Form.Item>
      <Form.Item name="kind" label={t('form.measure')}>
        <Select
          disabled={keyResult !== null}
          options={keyResultKinds.map((value) => ({
            value,
            label: t(`common:keyResultKind.${value}`),
          }))}
        />
      </Form.Item>
      <KeyResultMeasure kind={kind} />
      {kind === 'milestones' ? <MilestoneFields /> : null}
      <PaceFields kind={kind} />
      <Form.Item name="owner_person_id" label={t('form.keyResultOwner')}>
        <PersonSelect initial={keyResult ? keyResult.owner : objective.owner} />
      </Form.Item>
      <Form.Item name="weight" label={t('form.weight')} tooltip={t('form.weightHint')}>
        <InputNumber min={0} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="description" label={<OptionalLabel>{t('form.how')}</OptionalLabel>}>
        <TextArea rows={3} />
      </Form.Item>
      {keyResult && objective.state !== 'draft' ? <ReasonField /> : null}
    </FormDrawer>
  );
}
