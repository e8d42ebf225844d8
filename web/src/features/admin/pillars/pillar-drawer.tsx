import { useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { TextArea } from '@/shared/ui/form/text-area';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { createPillar, type Pillar, type PillarValues, refreshPillars, updatePillar } from './api';

interface PillarDrawerProps {
  /** Absent: a new one. */
  pillar: Pillar | null;
  /** Where a new one goes. */
  position: number;
  onClose: () => void;
}

export function PillarDrawer({ pillar, position, onClose }: PillarDrawerProps) {
  const { t } = useTranslation(['admin', 'common']);
  const client = useQueryClient();
  const form = useServerForm<PillarValues, Pillar>({
    save: (values) =>
      pillar ? updatePillar(pillar, values) : createPillar({ ...values, position }),
    onSaved: async () => {
      await refreshPillars(client);
      onClose();
    },
  });
  return (
    <FormDrawer<PillarValues>
      title={pillar ? t('pillars.edit', { name: pillar.name }) : t('pillars.create')}
      form={form}
      onClose={onClose}
      onReload={() => void refreshPillars(client).then(onClose)}
      initialValues={{ name: pillar?.name ?? '', description: pillar?.description ?? '' }}
    >
      <Form.Item
        name="name"
        label={t('pillars.name')}
        rules={[{ required: true, message: t('common:form.required') }]}
      >
        <Input autoFocus={true} />
      </Form.Item>
      <Form.Item
        name="description"
        label={<OptionalLabel>{t('pillars.description')}</OptionalLabel>}
        extra={t('pillars.descriptionHint')}
      >
        <TextArea rows={3} />
      </Form.Item>
    </FormDrawer>
  );
}
