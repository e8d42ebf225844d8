import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Written } from '@/shared/api/moved';
import { PersonSelect } from '@/shared/pickers/person-select';
import styles from '@/shared/ui/form/form.module.css';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { TextArea } from '@/shared/ui/form/text-area';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { createKpi, refreshKpis, updateKpi } from '../api';
import { type Kpi, type KpiValues, perspectives } from '../wire';
import { ComputationFields } from './computation-fields';
import { initialKpi, isRedefined } from './kpi-values';

interface KpiDrawerProps {
  /** null: a new one. */
  kpi: Kpi | null;
  onClose: () => void;
  onSaved: (kpi: Kpi) => void;
}

/** The definition of a KPI: what it asks, how it is written, how it is brought together. */
export function KpiDrawer({ kpi, onClose, onSaved }: KpiDrawerProps) {
  const { t } = useTranslation(['kpis', 'common']);
  const client = useQueryClient();
  const initial = initialKpi(kpi);
  const form = useServerForm<KpiValues, Written<Kpi>>({
    save: (values) =>
      kpi ? updateKpi(kpi, { ...initial, ...values }) : createKpi({ ...initial, ...values }),
    onSaved: async ({ item }) => {
      await refreshKpis(client);
      onSaved(item);
    },
  });
  const values: Partial<KpiValues> = Form.useWatch([], form.form) ?? {};
  const needed = [{ required: true, message: t('common:form.required') }];
  return (
    <FormDrawer<KpiValues>
      title={t(kpi ? 'form.edit' : 'form.new')}
      form={form}
      initialValues={initial}
      onClose={onClose}
      onReload={() => void refreshKpis(client).then(onClose)}
    >
      <div className={styles.pair}>
        <Form.Item name="name" label={t('form.name')} rules={needed}>
          <Input autoFocus={true} />
        </Form.Item>
        <Form.Item name="code" label={t('form.code')} extra={t('form.codeHint')} rules={needed}>
          <Input autoCapitalize="none" spellCheck={false} />
        </Form.Item>
      </div>
      <Form.Item
        name="question"
        label={<OptionalLabel>{t('form.question')}</OptionalLabel>}
        extra={t('form.questionHint')}
      >
        <Input />
      </Form.Item>
      <Form.Item name="description" label={<OptionalLabel>{t('form.description')}</OptionalLabel>}>
        <TextArea />
      </Form.Item>
      <ComputationFields kpi={kpi} values={{ ...initial, ...values }} />
      {kpi && isRedefined(kpi, values) ? (
        <Form.Item
          name="reason"
          label={t('form.reason')}
          extra={t('form.redefinedHint')}
          rules={needed}
        >
          <TextArea />
        </Form.Item>
      ) : null}
      <div className={styles.pair}>
        <Form.Item name="owner_person_id" label={<OptionalLabel>{t('sheet.owner')}</OptionalLabel>}>
          <PersonSelect initial={kpi?.owner} />
        </Form.Item>
        <Form.Item
          name="steward_person_id"
          label={<OptionalLabel>{t('sheet.steward')}</OptionalLabel>}
          tooltip={t('form.stewardHint')}
        >
          <PersonSelect initial={kpi?.steward} />
        </Form.Item>
      </div>
      <div className={styles.pair}>
        <Form.Item name="perspective" label={t('sheet.perspective')}>
          <Select
            options={perspectives.map((value) => ({ value, label: t(`perspective.${value}`) }))}
          />
        </Form.Item>
        <Form.Item
          name="leading"
          label={t('form.leading')}
          tooltip={t('leadingHint')}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
      </div>
    </FormDrawer>
  );
}
