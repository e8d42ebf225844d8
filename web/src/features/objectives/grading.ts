/**
 * When a goal may be changed and when it may be graded. The server decides; what it would refuse is not offered. Grades
 * are compared only to see whether one is the computed one: no arithmetic.
 */
import type { KeyResult, Objective, ObjectiveOverview } from '@/shared/api/types';
import type { GradeEntry } from './api';

export type Graded = Pick<
  Objective | KeyResult,
  'grade' | 'suggested_grade' | 'grade_reason' | 'is_excluded'
>;

/** What is graded is closed, and so is what lives in a closed cycle: its history is not rewritten. */
export const isFrozen = ({ objective, cycle }: ObjectiveOverview) =>
  objective.state === 'closed' || cycle?.phase === 'closed';

export const mayChange = (overview: ObjectiveOverview) =>
  overview.objective.may_edit && !isFrozen(overview);

/** While its cycle is closing, whoever may edit the objective grades it; a grade can be changed until the cycle is closed. */
export const mayGrade = ({ objective, cycle }: ObjectiveOverview) =>
  objective.may_edit &&
  objective.archived_at === null &&
  objective.state !== 'draft' &&
  cycle?.phase === 'closing';

/** Key results keep their grades once their objective has one. */
export const mayGradeKeyResults = (overview: ObjectiveOverview) =>
  mayGrade(overview) && overview.objective.state === 'published';

export const awaitsGrade = ({ objective, cycle }: ObjectiveOverview) =>
  objective.state === 'published' && cycle?.phase === 'closing';

/** A grade that is not the computed one needs a reason. */
export const departs = (goal: Graded, grade: number | null) =>
  grade !== null && grade !== goal.suggested_grade;

/** What the form begins with: what was given, else what is computed. What is left out at close needs no grade. */
export const initialGrade = (goal: Graded): GradeEntry => ({
  grade: goal.grade ?? (goal.is_excluded ? null : goal.suggested_grade),
  reason: goal.grade_reason ?? '',
});

export const isAsGiven = (goal: Graded, entry: GradeEntry) =>
  goal.grade === entry.grade && (goal.grade_reason ?? '') === (entry.reason?.trim() ?? '');
