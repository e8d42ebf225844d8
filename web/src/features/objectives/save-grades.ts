/** Saves what the form of grades holds: the key results first, because the grade of their objective closes them. */
import { ProblemError } from '@/shared/api/problem';
import type { ObjectiveOverview } from '@/shared/api/types';
import { type GradeEntry, gradeKeyResult, gradeObjective } from './api';
import { isAsGiven } from './grading';

export interface GradeValues {
  key_results?: Record<string, GradeEntry>;
  objective?: GradeEntry;
}

/**
 * Each goal is a request of its own. When one is refused those before it stay saved; `onPart` is called then, so that
 * the next attempt knows their versions and sends only what is left.
 */
export async function saveGrades(
  { objective, key_results: keyResults }: ObjectiveOverview,
  values: GradeValues,
  onPart: () => Promise<void>,
): Promise<void> {
  let saved = 0;
  try {
    for (const keyResult of keyResults) {
      const entry = values.key_results?.[keyResult.id];
      if (!entry || entry.grade === null || isAsGiven(keyResult, entry)) continue;
      await at(`key_results.${keyResult.id}`, gradeKeyResult(keyResult, entry));
      saved += 1;
    }
    if (values.objective) await at('objective', gradeObjective(objective, values.objective));
  } catch (error) {
    if (saved > 0) await onPart();
    throw error;
  }
}

/** The server names the fields of one goal; the form holds several. */
async function at<T>(place: string, request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { problem } = error;
    const errors = problem.errors.map((one) => ({ ...one, field: `${place}.${one.field}` }));
    throw new ProblemError({ ...problem, errors });
  }
}
