import { useQueryClient } from '@tanstack/react-query';
import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Written } from '@/shared/api/moved';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { TextArea } from '@/shared/ui/form/text-area';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { createKpi, refreshKpis, updateKpi } from '../api';
import type { Kpi, KpiValues } from '../wire';
import { ComputationFields } from './computation-fields';
import { DutyFields } from './duty-fields';
import { FormSection } from './form-section';
import { GuardFields } from './guard-fields';
import { initialKpi } from './kpi-values';
import { MeaningFields } from './meaning-fields';
import { VersionFields } from './version-fields';

interface KpiDrawerProps {
  /** null: a new one. */
  kpi: Kpi | null;
  onClose: () => void;
  onSaved: (kpi: Kpi) => void;
}

/** The definition sheet of a KPI: what it asks, what counts, how it comes together, who answers for it. */
export function KpiDrawer({ kpi, onClose, onSaved }: KpiDrawerProps) {
  const { t } = useTranslation(['kpis', 'common']);
  const client = useQueryClient();
  const initial = initialKpi(kpi);
  const form = useServerForm<KpiValues, Written<Kpi>>({
    save: (values) => {
      // What the form does not show stays.
      const whole = { ...initial, ...values };
      return kpi ? updateKpi(kpi, whole) : createKpi(whole);
    },
    onSaved: async ({ item }) => {
      await refreshKpis(client);
      onSaved(item);
    },
  });
  const values: Partial<KpiValues> = Form.useWatch([], form.form) ?? {};
  return (
    <FormDrawer<KpiValues>
      title={t(kpi ? 'form.edit' : 'form.new')}
      form={form}
      initialValues={initial}
      onClose={onClose}
      onReload={() => void refreshKpis(client).then(onClose)}
    >
      <FormSection title={t('form.section.meaning')}>
        <MeaningFields kpi={kpi} />
      </FormSection>
      <FormSection title={t('form.section.counts')}>
        <Form.Item name="scope" label={<OptionalLabel>{t('sheet.scope')}</OptionalLabel>}>
          <TextArea />
        </Form.Item>
        <Form.Item name="exclusions" label={<OptionalLabel>{t('sheet.exclusions')}</OptionalLabel>}>
          <TextArea />
        </Form.Item>
      </FormSection>
      <FormSection title={t('form.section.computation')}>
        <ComputationFields kpi={kpi} values={{ ...initial, ...values }} />
      </FormSection>
      <FormSection title={t('form.section.duty')}>
        <DutyFields kpi={kpi} />
      </FormSection>
      <FormSection title={t('form.section.guard')}>
        <GuardFields kpi={kpi} />
      </FormSection>
      {kpi ? <VersionFields kpi={kpi} values={values} /> : null}
    </FormDrawer>
  );
}
