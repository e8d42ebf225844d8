import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import form from '@/shared/ui/form/form.module.css';
import { HeaderFields } from './header-fields';
import { PagingFields } from './paging-fields';
import { TextField } from './text-field';

const fields = ['kpi', 'unit', 'person', 'period', 'value', 'numerator', 'denominator'] as const;
const needed = new Set<string>(['kpi', 'period']);

/** A service that answers with JSON. */
export function HttpFields() {
  const { t } = useTranslation('sources');
  const method = Form.useWatch(['settings', 'method']);
  return (
    <>
      <TextField
        name={['settings', 'url']}
        label={t('form.url')}
        hint={t('form.urlHint')}
        placeholder="https://api.example.com/values?since={from}&until={to}"
      />
      <Form.Item name={['settings', 'method']} label={t('form.method')}>
        <Radio.Group
          options={[
            { value: 'get', label: 'GET' },
            { value: 'post', label: 'POST' },
          ]}
        />
      </Form.Item>
      {method === 'post' ? (
        <TextField
          name={['settings', 'body']}
          label={t('form.body')}
          hint={t('form.bodyHint')}
          isOptional={true}
          rows={3}
        />
      ) : null}
      <HeaderFields />
      <TextField
        name={['settings', 'rows']}
        label={t('form.rows')}
        hint={t('form.rowsHint')}
        placeholder="$.data[*]"
      />
      <p>{t('form.fieldsHint')}</p>
      <div className={form.pair}>
        {fields.map((field) => (
          <TextField
            key={field}
            name={['settings', 'fields', field]}
            label={t(`form.field.${field}`)}
            isOptional={!needed.has(field)}
          />
        ))}
      </div>
      <PagingFields />
    </>
  );
}
