import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { TextArea } from '@/shared/ui/form/text-area';

interface TextFieldProps {
  name: (string | number)[];
  label: string;
  hint?: string;
  placeholder?: string;
  isOptional?: boolean;
  /** Several lines. */
  rows?: number;
}

/** A text of the settings. */
export function TextField({ name, label, hint, placeholder, isOptional, rows }: TextFieldProps) {
  const { t } = useTranslation('common');
  const rules = isOptional ? [] : [{ required: true, message: t('form.required') }];
  const shown = placeholder ? { placeholder } : {};
  return (
    <Form.Item
      name={name}
      label={isOptional ? <OptionalLabel>{label}</OptionalLabel> : label}
      {...(hint ? { extra: hint } : {})}
      rules={rules}
    >
      {rows ? (
        <TextArea rows={rows} spellCheck={false} {...shown} />
      ) : (
        <Input spellCheck={false} autoComplete="off" {...shown} />
      )}
    </Form.Item>
  );
}
