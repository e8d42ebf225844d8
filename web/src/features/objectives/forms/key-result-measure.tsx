import { AutoComplete, Form, InputNumber, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { KeyResultKind } from '@/shared/api/types';
import type { ValueFormat } from '@/shared/lib/format';
import styles from '@/shared/ui/form/form.module.css';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { ValueInput } from '@/shared/ui/form/value-input';
import { hasNumbers, isMaintain } from './key-result-values';

type NumberField = 'start_value' | 'target_value' | 'target_high' | 'zero_low' | 'zero_high';

/** Which numbers each kind is made of; the first ones are needed, the zeros are not. */
const fieldsOf: Record<KeyResultKind, NumberField[]> = {
  increase: ['start_value', 'target_value'],
  decrease: ['start_value', 'target_value'],
  at_least: ['target_value', 'zero_low'],
  at_most: ['target_value', 'zero_high'],
  between: ['target_value', 'target_high', 'zero_low', 'zero_high'],
  milestones: [],
  yes_no: [],
  baseline: [],
};

const formats: ValueFormat[] = ['number', 'percent', 'currency', 'duration', 'custom'];

export function KeyResultMeasure({ kind }: { kind: KeyResultKind }) {
  const { t } = useTranslation(['objectives', 'common']);
  const form = Form.useFormInstance();
  const format: ValueFormat = Form.useWatch('format', form) ?? 'number';
  const unit: string | undefined = Form.useWatch('unit', form);
  if (!hasNumbers(kind)) return null;
  const label = (field: NumberField) => {
    if (field === 'target_value' && isMaintain(kind)) {
      return t(kind === 'between' ? 'measure.low' : 'measure.limit');
    }
    return t(`measure.${field}`);
  };
  return (
    <>
      <div className={styles.pair}>
        <Form.Item name="format" label={t('measure.format')}>
          <Select
            options={formats.map((value) => ({ value, label: t(`common:valueFormat.${value}`) }))}
          />
        </Form.Item>
        {format === 'percent' ? null : (
          <Form.Item name="unit" label={<OptionalLabel>{t('measure.unit')}</OptionalLabel>}>
            <AutoComplete
              options={(format === 'currency'
                ? ['USD', 'EUR', 'CNY']
                : format === 'duration'
                  ? ['min', 'h', 'd']
                  : []
              ).map((value) => ({ value }))}
            />
          </Form.Item>
        )}
        <Form.Item name="decimals" label={t('measure.decimals')}>
          <InputNumber min={0} max={6} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <div className={styles.pair}>
        {fieldsOf[kind].map((field) => {
          const isZero = field === 'zero_low' || field === 'zero_high';
          return (
            <Form.Item
              key={field}
              name={field}
              label={isZero ? <OptionalLabel>{label(field)}</OptionalLabel> : label(field)}
              tooltip={isZero ? t('measure.zeroHint') : undefined}
              rules={isZero ? [] : [{ required: true, message: t('common:form.required') }]}
            >
              <ValueInput format={format} unit={unit} />
            </Form.Item>
          );
        })}
      </div>
      {isMaintain(kind) ? (
        <Form.Item
          name="over_time"
          label={t('measure.overTime')}
          extra={t('measure.overTimeHint')}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
      ) : null}
    </>
  );
}
