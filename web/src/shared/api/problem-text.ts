/**
 * A problem in the words of the page's language. The server writes English and knows the numbers; in another language
 * its code is looked up, and what has no text yet is shown as the server wrote it.
 */
import i18next, { type TFunction } from 'i18next';
import { dynamicText } from '@/shared/lib/dynamic-text';
import type { ProblemBody } from './types';

const states = [
  'unreachable',
  'stale_version',
  'not_found',
  'forbidden',
  'unauthenticated',
  'too_many_attempts',
] as const;
type State = (typeof states)[number];

export function problemText(
  t: TFunction<'common'>,
  problem: ProblemBody,
): { title: string; hint: string | undefined } {
  const state = stateOf(problem);
  if (state) return { title: t(`problem.${state}.title`), hint: t(`problem.${state}.hint`) };
  const hint = said(problem.code, problem.detail || problem.title);
  return { title: t('problem.other'), hint: hint || undefined };
}

/** One refusal, of a field or of the whole. */
export function said(code: string, message: string): string {
  if (i18next.language === 'en' && message) return message;
  const own = dynamicText(i18next, `common:problem.code.${code}`);
  if (!own) return message;
  const told = [own, pathIn(message)].filter(Boolean).join('：');
  const meant = meantIn(message);
  return meant ? i18next.t('common:problem.meant', { told, name: meant }) : told;
}

/** The name that the server thinks was meant; names are the same in every language. */
function meantIn(message: string): string | undefined {
  return /did you mean `([^`]+)`\?/.exec(message)?.[1];
}

/** The way round a circle, where the server names it by codes: they are the same in every language. */
function pathIn(message: string): string | undefined {
  const path = /[\p{L}\p{N}._-]+(?: → [\p{L}\p{N}._-]+)+/u.exec(message)?.[0];
  return path && !/_[0-9a-f]{32}/.test(path) ? path : undefined;
}

function stateOf(problem: ProblemBody): State | undefined {
  const byCode = states.find((state) => state === problem.code);
  if (byCode) return byCode;
  if (problem.status === 404) return 'not_found';
  if (problem.status === 403) return 'forbidden';
  return undefined;
}
