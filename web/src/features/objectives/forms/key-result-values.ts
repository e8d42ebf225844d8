import type { KeyResult, KeyResultKind, Objective } from '@/shared/api/types';
import type { KeyResultValues } from '../api';

export const keyResultKinds: KeyResultKind[] = [
  'increase',
  'decrease',
  'at_least',
  'at_most',
  'between',
  'milestones',
  'yes_no',
  'baseline',
];

export const isMaintain = (kind: KeyResultKind) =>
  kind === 'at_least' || kind === 'at_most' || kind === 'between';

export const hasNumbers = (kind: KeyResultKind) => kind !== 'milestones' && kind !== 'yes_no';

/** The numbers a kind has; those of another kind are sent as null. */
export function initialKeyResult(
  keyResult: KeyResult | null,
  objective: Objective,
): KeyResultValues {
  if (!keyResult) {
    return {
      title: '',
      description: '',
      owner_person_id: objective.owner?.id ?? null,
      kind: 'increase',
      start_value: null,
      target_value: null,
      target_high: null,
      zero_low: null,
      zero_high: null,
      over_time: false,
      unit: '',
      format: 'number',
      decimals: 0,
      pace: 'linear',
      phases: [],
      weight: 1,
      milestones: [],
    };
  }
  const { title, description, kind, start_value, target_value, target_high } = keyResult;
  const { zero_low, zero_high, over_time, unit, format, decimals, pace, phases } = keyResult;
  return {
    title,
    description,
    owner_person_id: keyResult.owner?.id ?? null,
    kind,
    start_value,
    target_value,
    target_high,
    zero_low,
    zero_high,
    over_time,
    unit,
    format,
    decimals,
    pace,
    phases,
    weight: keyResult.weight,
    milestones: keyResult.milestones.map(({ id, version, title: step, weight, due_on }) => ({
      id,
      version,
      title: step,
      weight,
      due_on,
    })),
  };
}
