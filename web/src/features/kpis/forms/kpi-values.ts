import type { Kpi, KpiValues } from '../wire';

/** What a new KPI starts from: a monthly number where more is better. */
export function initialKpi(kpi: Kpi | null): KpiValues {
  if (!kpi) {
    return {
      code: '',
      name: '',
      question: '',
      description: '',
      unit: '',
      format: 'number',
      decimals: 0,
      direction: 'higher',
      frequency: 'month',
      time_aggregation: 'sum',
      unit_aggregation: 'sum',
      missing_policy: 'null',
      owner_person_id: null,
      steward_person_id: null,
      perspective: 'process',
      leading: false,
      formula: null,
      names: {},
      category: '',
      scope: '',
      exclusions: '',
      abuse_risk: '',
      counter_kpi_id: null,
      due_working_days: null,
    };
  }
  const { code, name_main, question, description, unit, format, decimals, direction } = kpi;
  const { frequency, time_aggregation, unit_aggregation, missing_policy } = kpi;
  const { perspective, leading, owner, steward, names, category, scope, exclusions } = kpi;
  const { abuse_risk, counter_kpi, due_working_days } = kpi;
  return {
    code,
    // The reader may be shown another one: what is edited is the main name.
    name: name_main,
    question,
    description,
    unit,
    format,
    decimals,
    direction,
    frequency,
    time_aggregation,
    unit_aggregation,
    missing_policy,
    owner_person_id: owner?.id ?? null,
    steward_person_id: steward?.id ?? null,
    perspective,
    leading,
    formula: kpi.formula ?? null,
    names,
    category,
    scope,
    exclusions,
    abuse_risk,
    counter_kpi_id: counter_kpi?.id ?? null,
    due_working_days,
  };
}

const computation = [
  'frequency',
  'time_aggregation',
  'unit_aggregation',
  'missing_policy',
  'direction',
] as const;

/** A change to how a KPI is computed rewrites what its past says; the server then asks for a reason. */
export function isRedefined(kpi: Kpi, values: Partial<KpiValues>): boolean {
  const isOther = (field: (typeof computation)[number] | 'formula') =>
    values[field] !== undefined && values[field] !== kpi[field];
  return isOther('formula') || Boolean(values.version_from) || computation.some(isOther);
}

const meaning = [
  'question',
  'description',
  'scope',
  'exclusions',
  'abuse_risk',
  'unit',
  'format',
  'direction',
  'time_aggregation',
  'unit_aggregation',
  'formula',
] as const;

/** Whether what a version keeps is changed: it may then hold from a day on. */
export function isMeantOtherwise(kpi: Kpi, values: Partial<KpiValues>): boolean {
  return meaning.some((field) => values[field] !== undefined && values[field] !== kpi[field]);
}
