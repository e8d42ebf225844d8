import { Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import form from '@/shared/ui/form/form.module.css';
import { OptionalLabel } from '@/shared/ui/form/optional-label';
import { HeaderFields } from './header-fields';
import { TextField } from './text-field';

const folds = ['last', 'mean', 'sum', 'max'] as const;

/** A range query to Prometheus. */
export function PrometheusFields() {
  const { t } = useTranslation('sources');
  return (
    <>
      <TextField
        name={['settings', 'url']}
        label={t('form.prometheus')}
        placeholder="https://prometheus.example.com"
      />
      <HeaderFields />
      <TextField
        name={['settings', 'query']}
        label={t('form.promQuery')}
        hint={t('form.promQueryHint')}
        placeholder="sum by (site) (increase(requests_total[1d]))"
        rows={3}
      />
      <TextField
        name={['settings', 'denominator_query']}
        label={t('form.promBelow')}
        hint={t('form.promBelowHint')}
        rows={2}
        isOptional={true}
      />
      <div className={form.pair}>
        <TextField name={['settings', 'kpi']} label={t('form.kpi')} />
        <TextField
          name={['settings', 'unit_label']}
          label={t('form.unitLabel')}
          hint={t('form.unitLabelHint')}
          isOptional={true}
        />
        <TextField
          name={['settings', 'unit']}
          label={t('form.unit')}
          hint={t('form.unitFixedHint')}
          isOptional={true}
        />
      </div>
      <div className={form.pair}>
        <Form.Item
          name={['settings', 'step_seconds']}
          label={<OptionalLabel>{t('form.step')}</OptionalLabel>}
          extra={t('form.stepHint')}
        >
          <InputNumber min={1} />
        </Form.Item>
        <Form.Item name={['settings', 'fold']} label={t('form.fold')}>
          <Select options={folds.map((fold) => ({ value: fold, label: t(`fold.${fold}`) }))} />
        </Form.Item>
      </div>
    </>
  );
}
