import { expect, test } from 'vitest';
import type { Cycle, Objective } from '@/shared/api/types';
import { keyResult, objective, objectiveOverview } from '@/test/factories';
import {
  awaitsGrade,
  departs,
  initialGrade,
  isAsGiven,
  isFrozen,
  mayChange,
  mayGrade,
  mayGradeKeyResults,
} from './grading';

const of = (phase: Cycle['phase'], given: Partial<Objective> = {}) => {
  const overview = objectiveOverview({ objective: objective(given) });
  return { ...overview, cycle: overview.cycle && { ...overview.cycle, phase } };
};

test('goals are graded while their cycle is closing, by those who may edit them', () => {
  const phases = ['planning', 'active', 'closing', 'closed'] as const;
  expect(phases.map((phase) => mayGrade(of(phase)))).toEqual([false, false, true, false]);
  expect(mayGrade(of('closing', { may_edit: false }))).toBe(false);
  expect(mayGrade(of('closing', { state: 'draft' }))).toBe(false);
  expect(mayGrade(of('closing', { archived_at: '2013-10-01T00:00:00Z' }))).toBe(false);
  expect(awaitsGrade(of('closing', { may_edit: false }))).toBe(true);
});

test('a graded objective keeps its key results as they are; its own grade can be changed', () => {
  const graded = of('closing', { state: 'closed', grade: 0.7 });
  expect(mayGrade(graded)).toBe(true);
  expect(mayGradeKeyResults(graded)).toBe(false);
  expect([isFrozen(graded), mayChange(graded)]).toEqual([true, false]);
  expect(mayChange(of('closing'))).toBe(true);
  expect(isFrozen(of('closed'))).toBe(true);
});

test('the form begins with what was given, else with what is computed', () => {
  expect(initialGrade(keyResult({ suggested_grade: 0.62 }))).toEqual({ grade: 0.62, reason: '' });
  expect(
    initialGrade(keyResult({ suggested_grade: 0.62, grade: 0.7, grade_reason: 'Late data' })),
  ).toEqual({ grade: 0.7, reason: 'Late data' });
  expect(initialGrade(keyResult({ suggested_grade: 0.62, is_excluded: true })).grade).toBeNull();
});

test('only what is not computed departs, and only what is new is sent', () => {
  const goal = keyResult({ suggested_grade: 0.62, grade: 0.62 });
  expect([0.62, 0.7, null].map((grade) => departs(goal, grade))).toEqual([false, true, false]);
  expect(departs(keyResult(), 0.5)).toBe(true);
  expect(isAsGiven(goal, { grade: 0.62 })).toBe(true);
  expect(isAsGiven(goal, { grade: 0.62, reason: 'A word' })).toBe(false);
});
