import { Button, Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { DayInput } from '@/shared/ui/form/day-input';
import { Icon } from '@/shared/ui/icon';
import styles from './forms.module.css';

/** The steps of a key result: words, weight, day. */
export function MilestoneFields() {
  const { t } = useTranslation(['objectives', 'common']);
  return (
    <Form.List name="milestones">
      {(fields, { add, remove }) => (
        <fieldset className={styles.list}>
          <legend>{t('milestone.title')}</legend>
          {fields.map((field) => (
            <div key={field.key} className={styles.step}>
              <Form.Item
                name={[field.name, 'title']}
                rules={[{ required: true, message: t('common:form.required') }]}
              >
                <Input aria-label={t('milestone.words')} placeholder={t('milestone.words')} />
              </Form.Item>
              <Form.Item name={[field.name, 'due_on']}>
                <DayInput placeholder={t('milestone.day')} />
              </Form.Item>
              <Form.Item name={[field.name, 'weight']} initialValue={1}>
                <InputNumber min={0} aria-label={t('form.weight')} style={{ width: '100%' }} />
              </Form.Item>
              <Button
                type="text"
                aria-label={t('common:action.remove')}
                icon={<Icon name="close" size={14} />}
                onClick={() => remove(field.name)}
              />
            </div>
          ))}
          <Button
            type="dashed"
            icon={<Icon name="add" size={14} />}
            onClick={() => add({ title: '', weight: 1, due_on: null })}
          >
            {t('milestone.add')}
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}
