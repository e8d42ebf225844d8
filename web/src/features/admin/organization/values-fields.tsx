import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { TextArea } from '@/shared/ui/form/text-area';
import { Icon } from '@/shared/ui/icon';
import styles from './organization.module.css';

const valuesMax = 20;

/** What the organisation holds dear: a list of a few words each, with what they mean here. */
export function ValuesFields() {
  const { t } = useTranslation(['admin', 'common']);
  return (
    <Form.List name="values">
      {(fields, { add, remove }) => (
        <>
          {fields.map(({ key, name }) => (
            <div key={key} className={styles.value}>
              <Form.Item
                name={[name, 'title']}
                label={t('organization.valueTitle')}
                rules={[{ required: true, message: t('common:form.required') }]}
              >
                <Input />
              </Form.Item>
              <Form.Item name={[name, 'text']} label={t('organization.valueText')}>
                <TextArea rows={1} />
              </Form.Item>
              <Button
                type="text"
                className={styles.remove ?? ''}
                aria-label={`${t('common:action.remove')}: ${t('organization.value', { number: name + 1 })}`}
                icon={<Icon name="close" size={14} />}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          {fields.length < valuesMax ? (
            <Button
              className={styles.add}
              icon={<Icon name="add" />}
              onClick={() => add({ title: '', text: '' })}
            >
              {t('organization.addValue')}
            </Button>
          ) : null}
        </>
      )}
    </Form.List>
  );
}
