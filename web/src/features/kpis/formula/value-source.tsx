import { Form, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Kpi, KpiValues } from '../wire';
import { FormulaField } from './formula-field';

interface ValueSourceProps {
  /** null: a new one. */
  kpi: Kpi | null;
  values: KpiValues;
  onChange: (formula: string | null) => void;
}

/** Keeps the field in the form while it is not shown: that a formula was taken away is told to the server too. */
function Nothing() {
  return null;
}

/** Where the values of a KPI come from: recorded, or computed by a formula. */
export function ValueSource({ kpi, values, onChange }: ValueSourceProps) {
  const { t } = useTranslation('kpis');
  const isComputed = values.formula !== null;
  return (
    <>
      <Form.Item label={t('formula.values')}>
        <Segmented
          value={isComputed ? 'computed' : 'recorded'}
          options={[
            { value: 'recorded', label: t('formula.recorded') },
            { value: 'computed', label: t('formula.computed') },
          ]}
          onChange={(chosen) => onChange(chosen === 'computed' ? (kpi?.formula ?? '') : null)}
        />
      </Form.Item>
      {isComputed ? (
        <Form.Item name="formula" label={t('formula.label')} extra={t('formula.togetherHint')}>
          <FormulaField kpiId={kpi?.id ?? null} values={values} />
        </Form.Item>
      ) : (
        <Form.Item name="formula" hidden={true}>
          <Nothing />
        </Form.Item>
      )}
    </>
  );
}
