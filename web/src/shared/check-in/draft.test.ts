import { expect, test } from 'vitest';
import type { KeyResult } from '@/shared/api/types';
import { asCheckIn, checkedIn, initialDraft, isChanged, isMeasured } from './draft';

const keyResult = (over: Partial<KeyResult> = {}) =>
  ({
    id: 'kr_1',
    kind: 'increase',
    links: [],
    current_value: 4,
    recorded_value: 4,
    confidence: 6,
    status_override: 'at_risk',
    ...over,
  }) as KeyResult;
const measured = keyResult({ links: [{ role: 'measures' }] as KeyResult['links'] });

test('value and confidence are as they are now, a judgement is not carried over', () => {
  expect(initialDraft(keyResult())).toMatchObject({ value: 4, confidence: 6, status: null });
});

test('a measured key result is asked for no value and sends none', () => {
  expect(isMeasured(measured)).toBe(true);
  expect(isMeasured(keyResult({ kind: 'milestones' }))).toBe(true);
  expect(isMeasured(keyResult({ links: [{ role: 'drives' }] as KeyResult['links'] }))).toBe(false);
  const draft = { ...initialDraft(measured), note: 'steady' };
  expect(draft.value).toBeNull();
  expect(asCheckIn(draft, measured)).not.toHaveProperty('value');
});

test('an unknown value is left out, zero is not', () => {
  const draft = initialDraft(keyResult({ current_value: null }));
  expect(asCheckIn(draft, keyResult())).not.toHaveProperty('value');
  expect(asCheckIn({ ...draft, value: 0 }, keyResult())).toHaveProperty('value', 0);
});

test('a draft has changed when one of its fields has', () => {
  const initial = initialDraft(keyResult());
  expect(isChanged({ ...initial }, initial)).toBe(false);
  expect(isChanged({ ...initial, confidence: 7 }, initial)).toBe(true);
  expect(isChanged({ ...initial, blocker: 'crew' }, initial)).toBe(true);
});

test('what is shown before the server answers has the entries and leaves the score alone', () => {
  const score = { progress: 0.5 } as KeyResult['score'];
  const shown = checkedIn(keyResult({ score }), { ...initialDraft(keyResult()), value: 5 }, 'now');
  expect(shown).toMatchObject({ current_value: 5, last_check_in_at: 'now', status_override: null });
  expect(shown.score).toBe(score);
  expect(checkedIn(measured, { ...initialDraft(measured), value: 9 }, 'now').current_value).toBe(4);
});
