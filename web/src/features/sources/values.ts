/** From a source to the fields of its form and back: what is empty is left out, as the wire has it. */
import type { Source, SourceKind, SourceSettings, SourceValues } from './api';

export const kinds: SourceKind[] = ['sql', 'http', 'prometheus', 'folder'];

const beginnings: Record<SourceKind, SourceSettings> = {
  sql: { kind: 'sql', url: '', query: '', kpi: null, unit: null },
  http: {
    kind: 'http',
    url: '',
    method: 'get',
    headers: [],
    body: null,
    rows: '$[*]',
    fields: {
      kpi: '$.kpi',
      unit: '$.unit',
      period: '$.period',
      value: '$.value',
      numerator: null,
      denominator: null,
    },
    paging: { by: 'none' },
  },
  prometheus: {
    kind: 'prometheus',
    url: '',
    headers: [],
    query: '',
    denominator_query: null,
    kpi: '',
    unit_label: null,
    unit: null,
    step_seconds: null,
    fold: 'last',
  },
  folder: { kind: 'folder', folder: '', afterwards: 'move' },
};

/** What a form begins with. */
export function valuesOf(source: Source | null, kind: SourceKind): SourceValues {
  if (!source) {
    return {
      name: '',
      settings: beginnings[kind],
      schedule: '0 6 * * *',
      grain: 'day',
      periods_back: 7,
      includes_current: false,
      is_enabled: true,
    };
  }
  const { name, settings, schedule, grain, periods_back, includes_current, is_enabled } = source;
  return {
    name,
    settings,
    schedule: schedule ?? null,
    grain,
    periods_back,
    includes_current,
    is_enabled,
  };
}

/** What a form sends: the kind is not one of its fields, and an empty text says nothing. */
export function wireOf(values: SourceValues, kind: SourceKind): SourceValues {
  const settings = withoutEmpty({ ...values.settings, kind }) as SourceSettings;
  return { ...values, settings, schedule: values.schedule?.trim() || null };
}

/** Texts that the server needs even when they are empty. */
const needed = new Set(['url', 'query', 'rows', 'folder', 'kpi', 'period', 'name', 'value']);

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key, inner]) => inner !== '' || needed.has(key))
    .map(([key, inner]) => [key, withoutEmpty(inner)]);
  return Object.fromEntries(entries);
}
