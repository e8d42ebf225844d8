import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { TextArea } from '@/shared/ui/form/text-area';

/** After publishing, a change of wording, weight or goalpost goes on the record with its reason. */
export function ReasonField({ isAlways }: { isAlways?: boolean }) {
  const { t } = useTranslation('objectives');
  return (
    <Form.Item
      name="reason"
      label={t('form.reason')}
      extra={isAlways ? undefined : t('form.reasonHint')}
    >
      <TextArea rows={3} />
    </Form.Item>
  );
}
