import { AutoComplete, Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ValueFormat } from '@/shared/lib/format';
import styles from '@/shared/ui/form/form.module.css';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { ValueSource } from '../formula/value-source';
import {
  aggregations,
  directions,
  grains,
  type Kpi,
  type KpiValues,
  missingPolicies,
} from '../wire';

const formats: ValueFormat[] = ['number', 'percent', 'currency', 'duration', 'custom'];
const suggestedUnits: Partial<Record<ValueFormat, string[]>> = {
  currency: ['USD', 'EUR', 'CNY'],
  duration: ['min', 'h', 'd'],
};

interface ComputationFieldsProps {
  /** null: a new one. */
  kpi: Kpi | null;
  values: KpiValues;
}

const together = { time_aggregation: 'ratio', unit_aggregation: 'ratio' };

/** How the numbers are written and brought together. Every choice is explained in words. */
export function ComputationFields({ kpi, values }: ComputationFieldsProps) {
  const { t } = useTranslation(['kpis', 'common']);
  const form = Form.useFormInstance();
  const { format } = values;
  const isNew = kpi === null;
  return (
    <>
      <ValueSource
        kpi={kpi}
        values={values}
        onChange={(formula) => {
          form.setFieldValue('formula', formula);
          // A rate of the company is no mean of rates: the inputs come together first.
          if (formula !== null && isNew) form.setFieldsValue(together);
        }}
      />
      <div className={styles.pair}>
        <Form.Item name="format" label={t('form.format')}>
          <Select
            options={formats.map((value) => ({ value, label: t(`common:valueFormat.${value}`) }))}
          />
        </Form.Item>
        {format === 'percent' ? null : (
          <Form.Item name="unit" label={<OptionalLabel>{t('form.unit')}</OptionalLabel>}>
            <AutoComplete options={(suggestedUnits[format] ?? []).map((value) => ({ value }))} />
          </Form.Item>
        )}
        <Form.Item name="decimals" label={t('form.decimals')}>
          <InputNumber min={0} max={6} style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <div className={styles.pair}>
        <Form.Item name="direction" label={t('sheet.direction')}>
          <Select
            options={directions.map((value) => ({ value, label: t(`direction.${value}`) }))}
          />
        </Form.Item>
        <Form.Item
          name="frequency"
          label={t('sheet.frequency')}
          tooltip={isNew ? undefined : t('form.frequencyHint')}
        >
          <Select options={grains.map((value) => ({ value, label: t(`frequency.${value}`) }))} />
        </Form.Item>
      </div>
      <Form.Item name="time_aggregation" label={t('sheet.overTime')}>
        <Select options={aggregations.map((value) => ({ value, label: t(`overTime.${value}`) }))} />
      </Form.Item>
      <Form.Item name="unit_aggregation" label={t('sheet.overUnits')}>
        <Select
          options={aggregations.map((value) => ({ value, label: t(`overUnits.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="missing_policy" label={t('sheet.missing')}>
        <Select
          options={missingPolicies.map((value) => ({ value, label: t(`missing.${value}`) }))}
        />
      </Form.Item>
    </>
  );
}
