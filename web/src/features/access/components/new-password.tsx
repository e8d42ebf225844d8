import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

/** The server decides what is too short or too common; here only the repetition is compared. */
export function NewPassword({ path }: { path: string[] }) {
  const { t } = useTranslation('access');
  return (
    <>
      <Form.Item
        name={[...path, 'password']}
        label={t('newPassword')}
        extra={t('newPasswordHint')}
        rules={[{ required: true, message: t('needed') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name={[...path, 'password_again']}
        label={t('passwordAgain')}
        dependencies={[[...path, 'password']]}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue([...path, 'password'])
                ? Promise.resolve()
                : Promise.reject(new Error(t('passwordDiffers'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </>
  );
}
