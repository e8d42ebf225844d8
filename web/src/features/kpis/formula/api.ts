import { queryOptions } from '@tanstack/react-query';
import { post } from '@/shared/api/http';
import { endpoint } from '@/shared/api/query';
import type { components } from '@/shared/api/schema.gen';

type Wire = components['schemas'];

export type FormulaVocabulary = Wire['FormulaVocabulary'];
export type FormulaProblem = Wire['FormulaProblem'];
export type CheckedFormula = Wire['CheckedFormula'];
/** What the server needs to try a formula out: its text and how the KPI that it defines is counted. */
export type FormulaToCheck = Partial<Wire['FormulaToCheck']> & { formula: string };

export const vocabularyQuery = endpoint<FormulaVocabulary>('/kpi-formulas/vocabulary');

/** Reading a formula saves nothing, so an answer holds as long as the question is the same. */
export const checkQuery = (asked: FormulaToCheck) =>
  queryOptions({
    queryKey: ['post', '/kpi-formulas/check', asked] as const,
    queryFn: () => post<CheckedFormula>('/kpi-formulas/check', asked),
    enabled: asked.formula.trim() !== '',
    placeholderData: (before: CheckedFormula | undefined) => before,
  });
