import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { TextArea } from '@/shared/ui/form/text-area';

/** Name, mission, vision. */
export function PurposeFields() {
  const { t } = useTranslation(['admin', 'common']);
  return (
    <>
      <Form.Item
        name="name"
        label={t('organization.name')}
        rules={[{ required: true, message: t('common:form.required') }]}
      >
        <Input />
      </Form.Item>
      <Form.Item
        name="mission"
        label={<OptionalLabel>{t('organization.mission')}</OptionalLabel>}
        extra={t('organization.missionHint')}
      >
        <TextArea rows={2} />
      </Form.Item>
      <Form.Item
        name="vision"
        label={<OptionalLabel>{t('organization.vision')}</OptionalLabel>}
        extra={t('organization.visionHint')}
      >
        <TextArea rows={2} />
      </Form.Item>
    </>
  );
}
