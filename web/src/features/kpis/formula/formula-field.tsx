import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { KpiValues } from '../wire';
import { checkQuery, type FormulaProblem, vocabularyQuery } from './api';
import styles from './formula.module.css';
import { FormulaInput } from './formula-input';
import { FormulaOutcome } from './formula-outcome';

interface FormulaFieldProps {
  id?: string;
  value?: string | null;
  onChange?: (value: string) => void;
  kpiId: string | null;
  /** The rest of the definition as the form has it. */
  values: Pick<
    KpiValues,
    | 'format'
    | 'unit'
    | 'decimals'
    | 'frequency'
    | 'time_aggregation'
    | 'unit_aggregation'
    | 'missing_policy'
  >;
}

/** A field for the formula of a KPI: completes names, marks mistakes, shows what it gives while one types. */
export function FormulaField({ id, value, onChange, kpiId, values }: FormulaFieldProps) {
  const { t } = useTranslation('kpis');
  const text = value ?? '';
  const vocabulary = useQuery(vocabularyQuery);
  const { format, unit, decimals, frequency, missing_policy } = values;
  const { time_aggregation, unit_aggregation } = values;
  const asked = useDeferredValue(text);
  const checked = useQuery(
    checkQuery({
      formula: asked,
      kpi_id: kpiId,
      format,
      unit_label: unit,
      frequency,
      time_aggregation,
      unit_aggregation,
      missing_policy,
    }),
  );
  const answer = text.trim() && checked.data ? checked.data : null;
  // The answer to an earlier text marks nothing in this one.
  const problem = checked.isPlaceholderData || asked !== text ? undefined : answer?.problems[0];
  const replace = ({ start, end }: FormulaProblem, replacement: string) =>
    onChange?.(text.slice(0, start) + replacement + text.slice(end));
  return (
    <>
      <FormulaInput
        id={id}
        value={text}
        vocabulary={vocabulary.data}
        problem={problem}
        onChange={(next) => onChange?.(next)}
      />
      {answer ? (
        <FormulaOutcome
          checked={answer}
          format={{ format, unit: unit ?? '', decimals: decimals ?? 0 }}
          onReplace={replace}
        />
      ) : (
        <p className={styles.hint}>{t('formula.hint')}</p>
      )}
      {checked.isError ? <p className={styles.hint}>{checked.error.message}</p> : null}
    </>
  );
}
