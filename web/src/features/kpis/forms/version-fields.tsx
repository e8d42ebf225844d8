import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { DayInput } from '@/shared/ui/form/day-input';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { TextArea } from '@/shared/ui/form/text-area';
import type { Kpi, KpiValues } from '../wire';
import { FormSection } from './form-section';
import { isMeantOtherwise, isRedefined } from './kpi-values';

interface VersionFieldsProps {
  kpi: Kpi;
  values: Partial<KpiValues>;
}

/** Whether an edit corrects the version that holds or begins one, and why; nothing while there is nothing to say. */
export function VersionFields({ kpi, values }: VersionFieldsProps) {
  const { t } = useTranslation(['kpis', 'common']);
  const isNewMeaning = isMeantOtherwise(kpi, values);
  const needsReason = isRedefined(kpi, values);
  if (!isNewMeaning && !needsReason) return null;
  return (
    <FormSection title={t('form.section.version')}>
      {isNewMeaning ? (
        <Form.Item
          name="version_from"
          label={<OptionalLabel>{t('formula.versionFrom')}</OptionalLabel>}
          extra={t('formula.versionFromHint')}
        >
          <DayInput />
        </Form.Item>
      ) : null}
      {needsReason ? (
        <Form.Item
          name="reason"
          label={t('form.reason')}
          extra={t(values.version_from ? 'form.versionHint' : 'form.redefinedHint')}
          rules={[{ required: true, message: t('common:form.required') }]}
        >
          <TextArea />
        </Form.Item>
      ) : null}
    </FormSection>
  );
}
