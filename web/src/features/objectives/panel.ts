/** Which form is open beside the objective. */
import type { Alignment, KeyResult, KpiLink, Objective, Status } from '@/shared/api/types';

export type Panel =
  | { kind: 'objective' }
  | { kind: 'key_result'; keyResult: KeyResult | null }
  | { kind: 'link'; keyResult: KeyResult; link: KpiLink | null }
  | { kind: 'alignment'; alignment: Alignment | null }
  /** One key result, or the objective with all of them. */
  | { kind: 'grade'; keyResult: KeyResult | null }
  | { kind: 'status'; noun: 'objectives' | 'key-results'; goal: JudgedGoal };

export type JudgedGoal = Pick<Objective | KeyResult, 'id' | 'version' | 'title'> & {
  status_override: Status | null;
};
