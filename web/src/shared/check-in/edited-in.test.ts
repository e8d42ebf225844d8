import { expect, test } from 'vitest';
import { editedIn } from './api';

const keyResult = (id: string, confidence: number) => ({
  id,
  confidence,
  may_check_in: true,
  score: {},
});

test('a key result is edited wherever it stands, and nothing else is copied', () => {
  const sheet = {
    cycle: { id: 'cyc' },
    rows: [{ key_result: keyResult('a', 5) }, { key_result: keyResult('b', 5) }],
  };
  const edited = editedIn(sheet, 'b', (found) => ({ ...found, confidence: 9 })) as typeof sheet;
  expect(edited.rows[1]?.key_result.confidence).toBe(9);
  expect(edited.rows[0]).toBe(sheet.rows[0]);
  expect(edited.cycle).toBe(sheet.cycle);
  expect(sheet.rows[1]?.key_result.confidence).toBe(5);
});

test('an answer without it stays the same object', () => {
  const other = { items: [{ id: 'b', title: 'an objective of the same name' }] };
  expect(editedIn(other, 'b', (found) => ({ ...found, confidence: 1 }))).toBe(other);
});
