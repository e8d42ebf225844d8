import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from '@/shared/ui/form/form.module.css';
import { OptionalLabel } from '@/shared/ui/form/optional-label';

/** What a person is called and what they do. */
export function PersonFields({ isNew }: { isNew?: boolean }) {
  const { t } = useTranslation(['admin', 'common']);
  return (
    <>
      <Form.Item
        name="name"
        label={t('people.name')}
        rules={[{ required: true, message: t('common:form.required') }]}
      >
        <Input autoFocus={isNew ?? false} autoComplete="off" />
      </Form.Item>
      <Form.Item name="title" label={<OptionalLabel>{t('people.jobTitle')}</OptionalLabel>}>
        <Input autoComplete="off" />
      </Form.Item>
      <div className={styles.pair}>
        <Form.Item name="email" label={<OptionalLabel>{t('people.email')}</OptionalLabel>}>
          <Input type="email" autoComplete="off" />
        </Form.Item>
        <Form.Item name="code" label={<OptionalLabel>{t('people.code')}</OptionalLabel>}>
          <Input autoComplete="off" />
        </Form.Item>
      </div>
    </>
  );
}
