import { useQuery } from '@tanstack/react-query';
import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { objectiveSearchQuery } from '@/shared/api/refs';
import type { Objective } from '@/shared/api/types';
import { SearchSelect } from '@/shared/pickers/search-select';
import { type Acknowledgement, type Alert, keyResultsQuery } from '../api';

/** A goal that exists: an objective, and of it one key result or all. */
export function GoalFields({ alert }: { alert: Alert }) {
  const { t } = useTranslation(['alerts', 'common']);
  const form = Form.useFormInstance<Acknowledgement>();
  const objective = Form.useWatch('objective_id', form);
  return (
    <>
      <Form.Item
        name="objective_id"
        label={t('mending.objective')}
        extra={t('mending.objectiveHint')}
        rules={[{ required: true, message: t('common:form.required') }]}
      >
        <SearchSelect<Objective>
          query={objectiveSearchQuery}
          label={(found) => found.title}
          placeholder={t('mending.objectivePick')}
          initial={alert.objective ? { id: alert.objective.id, name: alert.objective.title } : null}
          onPick={() => form.setFieldValue('key_result_id', null)}
        />
      </Form.Item>
      {objective ? (
        <Form.Item name="key_result_id" label={t('mending.keyResult')}>
          <KeyResultSelect objective={objective} />
        </Form.Item>
      ) : null}
    </>
  );
}

interface KeyResultSelectProps {
  objective: string;
  id?: string;
  value?: string | null;
  onChange?: (value: string | null) => void;
}

function KeyResultSelect({ objective, id, value, onChange }: KeyResultSelectProps) {
  const { t } = useTranslation('alerts');
  const { data, isFetching } = useQuery(keyResultsQuery(objective));
  const found = (data?.items ?? []).map((item) => ({ value: item.id, label: item.title }));
  const whole = '';
  return (
    <Select
      {...(id ? { id } : {})}
      value={isFetching ? whole : (value ?? whole)}
      loading={isFetching}
      options={[{ value: whole, label: t('mending.whole') }, ...found]}
      onChange={(next) => onChange?.(next || null)}
    />
  );
}
