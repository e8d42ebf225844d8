import { Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import form from '@/shared/ui/form/form.module.css';
import { TextField } from './text-field';

const ways = ['none', 'next_link', 'page_number', 'offset', 'cursor'] as const;

/** How one gets from one page of an answer to the next. */
export function PagingFields() {
  const { t } = useTranslation('sources');
  const by: (typeof ways)[number] | undefined = Form.useWatch(['settings', 'paging', 'by']);
  const hasParameter = by === 'page_number' || by === 'offset' || by === 'cursor';
  return (
    <>
      <Form.Item name={['settings', 'paging', 'by']} label={t('form.paging')}>
        <Select options={ways.map((way) => ({ value: way, label: t(`paging.${way}`) }))} />
      </Form.Item>
      {by && by !== 'none' ? (
        <div className={form.pair}>
          {hasParameter ? (
            <TextField name={['settings', 'paging', 'parameter']} label={t('form.parameter')} />
          ) : null}
          {by === 'next_link' || by === 'cursor' ? (
            <TextField
              name={['settings', 'paging', 'path']}
              label={t('form.pagingPath')}
              hint={by === 'next_link' ? t('form.linkHint') : t('form.cursorHint')}
              placeholder="$.next"
              isOptional={by === 'next_link'}
            />
          ) : null}
          {by === 'page_number' ? (
            <Form.Item
              name={['settings', 'paging', 'first']}
              label={t('form.firstPage')}
              initialValue={1}
            >
              <InputNumber min={0} />
            </Form.Item>
          ) : null}
          {by === 'offset' ? (
            <>
              <Form.Item
                name={['settings', 'paging', 'size']}
                label={t('form.pageSize')}
                initialValue={100}
              >
                <InputNumber min={1} />
              </Form.Item>
              <TextField
                name={['settings', 'paging', 'limit_parameter']}
                label={t('form.limitParameter')}
                isOptional={true}
              />
            </>
          ) : null}
        </div>
      ) : null}
    </>
  );
}
