import { useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import {
  createSource,
  refreshSources,
  type Source,
  type SourceKind,
  type SourceValues,
  updateSource,
} from '../api';
import { valuesOf, wireOf } from '../values';
import { FolderFields } from './folder-fields';
import { HttpFields } from './http-fields';
import { PrometheusFields } from './prometheus-fields';
import { ScheduleFields } from './schedule-fields';
import { SqlFields } from './sql-fields';

interface SourceDrawerProps {
  /** Absent: a new one of this kind. */
  source: Source | null;
  kind: SourceKind;
  onClose: () => void;
}

const fieldsOf = {
  sql: SqlFields,
  http: HttpFields,
  prometheus: PrometheusFields,
  folder: FolderFields,
};

/** A source: where to ask and what, and when. Secrets that are stored show as a mask and may stay so. */
export function SourceDrawer({ source, kind, onClose }: SourceDrawerProps) {
  const { t } = useTranslation(['sources', 'common']);
  const client = useQueryClient();
  const form = useServerForm<SourceValues, Source>({
    save: (values) => {
      const wire = wireOf(values, kind);
      return source ? updateSource(source, wire) : createSource(wire);
    },
    onSaved: async () => {
      await refreshSources(client);
      onClose();
    },
  });
  const Fields = fieldsOf[kind];
  return (
    <FormDrawer<SourceValues>
      title={source ? t('edit', { name: source.name }) : t('createOf', { kind: t(`kind.${kind}`) })}
      form={form}
      onClose={onClose}
      onReload={() => void refreshSources(client).then(onClose)}
      initialValues={valuesOf(source, kind)}
    >
      <Form.Item
        name="name"
        label={t('form.name')}
        extra={t('form.nameHint')}
        rules={[{ required: true, message: t('common:form.required') }]}
      >
        <Input autoFocus={true} />
      </Form.Item>
      <Fields />
      <ScheduleFields />
    </FormDrawer>
  );
}
