import { useQueryClient } from '@tanstack/react-query';
import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { TextArea } from '@/shared/ui/form/text-area';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { toast } from '@/shared/ui/toast';
import { type Acknowledgement, type Alert, acknowledge, refreshAlerts } from '../api';
import { AlertFacts } from './alert-facts';
import { MendingFields } from './mending-fields';

interface AcknowledgeDrawerProps {
  alert: Alert;
  onClose: () => void;
}

/** Takes notice of an alert: why it was so, and what is to mend it. */
export function AcknowledgeDrawer({ alert, onClose }: AcknowledgeDrawerProps) {
  const { t } = useTranslation(['alerts', 'common']);
  const client = useQueryClient();
  const form = useServerForm<Acknowledgement, Alert>({
    save: (values) => acknowledge(alert, values),
    onSaved: async () => {
      toast({ title: t('acknowledge.saved'), hint: t('acknowledge.savedHint') });
      await refreshAlerts(client);
      onClose();
    },
  });
  return (
    <FormDrawer<Acknowledgement>
      title={alert.kpi.name}
      saveLabel={t(alert.state === 'open' ? 'acknowledge.save' : 'acknowledge.change')}
      form={form}
      onClose={onClose}
      onReload={() => void refreshAlerts(client).then(onClose)}
      initialValues={{
        cause: alert.cause ?? '',
        mending: alert.objective ? 'goal' : 'nothing',
        objective_id: alert.objective?.id ?? null,
        key_result_id: alert.objective?.key_result?.id ?? null,
      }}
    >
      <AlertFacts alert={alert} />
      <Form.Item
        name="cause"
        label={t('acknowledge.cause')}
        extra={t('acknowledge.causeHint')}
        rules={[{ required: true, message: t('common:form.required') }]}
      >
        <TextArea />
      </Form.Item>
      <MendingFields alert={alert} />
    </FormDrawer>
  );
}
