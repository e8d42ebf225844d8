/** A check-in that is being written: what is prefilled, what counts as changed, what goes to the server. */
import type { CheckIn, KeyResult, OverrideStatus } from '@/shared/api/types';

export interface Draft {
  value: number | null;
  confidence: number | null;
  /** The owner's own judgement; it holds until the next check-in, so a new one begins without. */
  status: OverrideStatus | null;
  note: string;
  blocker: string;
  next_step: string;
}

export interface NewCheckIn extends Omit<Draft, 'value'> {
  value?: number | null;
}

/** Whether a KPI or milestones give the value, so that none is asked for. */
export function isMeasured(keyResult: Pick<KeyResult, 'kind' | 'links'>): boolean {
  return (
    keyResult.kind === 'milestones' || keyResult.links.some((link) => link.role === 'measures')
  );
}

export function initialDraft(keyResult: KeyResult): Draft {
  return {
    value: isMeasured(keyResult) ? null : keyResult.current_value,
    confidence: keyResult.confidence,
    status: null,
    note: '',
    blocker: '',
    next_step: '',
  };
}

export function isChanged(draft: Draft, initial: Draft): boolean {
  return (Object.keys(initial) as (keyof Draft)[]).some((field) => draft[field] !== initial[field]);
}

/** A value that a KPI measures is left out; the server refuses it. */
export function asCheckIn(draft: Draft, keyResult: Pick<KeyResult, 'kind' | 'links'>): NewCheckIn {
  const { value, ...rest } = draft;
  return isMeasured(keyResult) || value === null ? rest : { value, ...rest };
}

/** The key result as it will be once the server has taken the check-in. Scores wait for the server. */
export function checkedIn(keyResult: KeyResult, draft: Draft, at: string): KeyResult {
  const value = isMeasured(keyResult) ? null : draft.value;
  return {
    ...keyResult,
    ...(value === null ? {} : { current_value: value, recorded_value: value }),
    confidence: draft.confidence ?? keyResult.confidence,
    status_override: draft.status,
    last_check_in_at: at,
  };
}

export function asLastCheckIn(keyResult: KeyResult, draft: Draft, at: string): CheckIn {
  return {
    id: '',
    key_result_id: keyResult.id,
    author: keyResult.owner,
    ...draft,
    created_at: at,
  };
}
