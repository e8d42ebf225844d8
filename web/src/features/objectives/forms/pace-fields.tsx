import { Button, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { KeyResultKind, Pace } from '@/shared/api/types';
import { DayInput } from '@/shared/ui/form/day-input';
import { ValueInput } from '@/shared/ui/form/value-input';
import { Icon } from '@/shared/ui/icon';
import styles from './forms.module.css';
import { isMaintain } from './key-result-values';

const paces: Pace[] = ['linear', 'phased', 'seasonal'];

/** How progress is expected to come. What is to be held is expected in full all the time. */
export function PaceFields({ kind }: { kind: KeyResultKind }) {
  const { t } = useTranslation(['objectives', 'common']);
  const form = Form.useFormInstance();
  const pace: Pace = Form.useWatch('pace', form) ?? 'linear';
  if (isMaintain(kind) || kind === 'baseline') return null;
  return (
    <>
      <Form.Item name="pace" label={t('form.pace')}>
        <Select options={paces.map((value) => ({ value, label: t(`common:pace.${value}`) }))} />
      </Form.Item>
      {pace === 'phased' ? (
        <Form.List name="phases">
          {(fields, { add, remove }) => (
            <fieldset className={styles.list}>
              <legend>{t('phase.title')}</legend>
              {fields.map((field) => (
                <div key={field.key} className={styles.phase}>
                  <Form.Item
                    name={[field.name, 'on']}
                    rules={[{ required: true, message: t('common:form.required') }]}
                  >
                    <DayInput placeholder={t('phase.on')} />
                  </Form.Item>
                  <Form.Item
                    name={[field.name, 'share']}
                    rules={[{ required: true, message: t('common:form.required') }]}
                  >
                    <ValueInput format="percent" />
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
                onClick={() => add({ on: null, share: null })}
              >
                {t('phase.add')}
              </Button>
            </fieldset>
          )}
        </Form.List>
      ) : null}
    </>
  );
}
