import { Form, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Recipients, recipients } from '../division';

interface RecipientsInputProps {
  value: Recipients;
  onChange: (value: Recipients) => void;
}

/** To whom a target is handed down: the units below, the unit's people, or both. */
export function RecipientsInput({ value, onChange }: RecipientsInputProps) {
  const { t } = useTranslation('targets');
  return (
    <Form.Item label={t('cascade.to')} extra={t(`cascade.hint.${value}`)}>
      <Segmented
        aria-label={t('cascade.to')}
        value={value}
        options={recipients.map((one) => ({ value: one, label: t(`cascade.${one}`) }))}
        onChange={onChange}
      />
    </Form.Item>
  );
}
