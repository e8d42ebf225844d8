import { useQueryClient } from '@tanstack/react-query';
import { Drawer, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { objectiveSearchQuery } from '@/shared/api/refs';
import type { Objective } from '@/shared/api/types';
import { SearchSelect } from '@/shared/pickers/search-select';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { TextArea } from '@/shared/ui/form/text-area';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { toast } from '@/shared/ui/toast';
import { type Acknowledgement, type Alert, acknowledge, refreshAlerts } from '../api';
import { AlertFacts } from './alert-facts';

interface AlertDrawerProps {
  alert: Alert;
  onClose: () => void;
}

/** One alert: what happened, and, for those who answer for the KPI, why it was so and what mends it. */
export function AlertDrawer({ alert, onClose }: AlertDrawerProps) {
  if (alert.may_acknowledge) return <AcknowledgeDrawer alert={alert} onClose={onClose} />;
  return (
    <Drawer open={true} title={alert.kpi.name} size={560} onClose={onClose} destroyOnHidden={true}>
      <AlertFacts alert={alert} />
    </Drawer>
  );
}

function AcknowledgeDrawer({ alert, onClose }: AlertDrawerProps) {
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
        objective_id: alert.objective?.id ?? null,
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
      <Form.Item
        name="objective_id"
        label={<OptionalLabel>{t('acknowledge.objective')}</OptionalLabel>}
        extra={t('acknowledge.objectiveHint')}
      >
        <SearchSelect<Objective>
          query={objectiveSearchQuery}
          label={(objective) => objective.title}
          placeholder={t('acknowledge.objectivePick')}
          initial={alert.objective ? { id: alert.objective.id, name: alert.objective.title } : null}
        />
      </Form.Item>
    </FormDrawer>
  );
}
