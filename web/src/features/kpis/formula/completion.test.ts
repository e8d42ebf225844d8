import { describe, expect, it } from 'vitest';
import type { FormulaVocabulary } from './api';
import { choicesFor, completed, pieces, wordBefore } from './completion';

const kpi = (code: string, name: string, text = code) =>
  ({
    id: `kpi_${code}`,
    code,
    name,
    text,
    format: 'number',
    unit: '',
    frequency: 'month',
  }) as const;

const vocabulary: FormulaVocabulary = {
  kpis: [kpi('won', '赢单数'), kpi('lost', 'Deals lost'), kpi('deals-won', 'Won', '`deals-won`')],
  functions: [
    {
      name: 'prev',
      signatures: ['kpi, periods?'],
      english: 'Before',
      chinese: '前一期',
      looks_elsewhere: true,
    },
    {
      name: 'round up',
      signatures: ['n, scale'],
      english: 'Up',
      chinese: '进位',
      looks_elsewhere: false,
    },
  ],
};

describe('completion', () => {
  it('takes the word that ends at the cursor, in any script', () => {
    expect(wordBefore('won / (wo', 9)).toEqual({ start: 7, end: 9, text: 'wo' });
    expect(wordBefore('赢单 + 赢', 6)).toEqual({ start: 5, end: 6, text: '赢' });
    expect(wordBefore('won / ', 6).text).toBe('');
  });

  it('offers what begins like it first, KPIs before functions', () => {
    expect(choicesFor(vocabulary, 'wo').map((choice) => choice.text)).toEqual([
      'won',
      '`deals-won`',
    ]);
    expect(choicesFor(vocabulary, '赢').map((choice) => choice.text)).toEqual(['won']);
    expect(choicesFor(vocabulary, 'r').map((choice) => choice.text)).toEqual([
      'round up()',
      'prev()',
    ]);
    expect(choicesFor(vocabulary, '12')).toEqual([]);
  });

  it('puts the cursor into the brackets of a function', () => {
    const word = wordBefore('won - pre', 9);
    const [choice] = choicesFor(vocabulary, word.text);
    expect(choice && completed('won - pre', word, choice)).toEqual({
      text: 'won - prev()',
      cursor: 11,
    });
  });

  it('cuts the formula at its problem', () => {
    expect(pieces('a + bb', { start: 4, end: 6 })).toEqual([
      { text: 'a + ', isWrong: false },
      { text: 'bb', isWrong: true },
    ]);
    expect(pieces('a +', { start: 3, end: 3 })).toEqual([
      { text: 'a +', isWrong: false },
      { text: ' ', isWrong: true },
    ]);
    expect(pieces('a', undefined)).toEqual([{ text: 'a', isWrong: false }]);
  });
});
