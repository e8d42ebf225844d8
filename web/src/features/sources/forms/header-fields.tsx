import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/shared/ui/icon';
import styles from '../components/sources.module.css';

/** Headers of a request. Their values are secret: what is stored shows as a mask. */
export function HeaderFields() {
  const { t } = useTranslation('sources');
  return (
    <Form.Item label={t('form.headers')} extra={t('form.headersHint')}>
      <Form.List name={['settings', 'headers']}>
        {(fields, { add, remove }) => (
          <>
            {fields.map((field) => (
              <div key={field.key} className={styles.header}>
                <Form.Item name={[field.name, 'name']}>
                  <Input aria-label={t('form.headerName')} placeholder="Authorization" />
                </Form.Item>
                <Form.Item name={[field.name, 'value']}>
                  <Input
                    aria-label={t('form.headerValue')}
                    placeholder="Bearer …"
                    autoComplete="off"
                    spellCheck={false}
                  />
                </Form.Item>
                <Button
                  type="text"
                  aria-label={t('form.removeHeader')}
                  icon={<Icon name="close" />}
                  onClick={() => remove(field.name)}
                />
              </div>
            ))}
            <Button icon={<Icon name="add" />} onClick={() => add({ name: '', value: '' })}>
              {t('form.addHeader')}
            </Button>
          </>
        )}
      </Form.List>
    </Form.Item>
  );
}
