import { describe, expect, test } from 'vitest';
import {
  type At,
  type Entries,
  fillBlock,
  keyOf,
  newValue,
  nextCell,
  parseBlock,
  problems,
  withText,
} from './grid';
import { due } from './test-due';
import { typedNumber } from './typed-number';

const plain = due({ period: '2013-08', period_on: '2013-08-01' });
const ratio = due({
  kpi: { ...plain.kpi, id: 'kpi_2', code: 'otd', needs_parts: true, format: 'percent' },
});
const percent = due({ kpi: { ...plain.kpi, id: 'kpi_3', code: 'load', format: 'percent' } });
const rows = [plain, ratio, percent];

describe('numbers as they are typed', () => {
  const value = (text: string, isPercent = false) => {
    const typed = typedNumber(text, isPercent);
    return typed.kind === 'number' ? typed.value : typed.kind === 'wrong' ? typed.code : null;
  };

  test.each([
    ['12', 12],
    ['1.5', 1.5],
    ['1,5', 1.5],
    ['1.234', 1.234],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['1,234,567', 1234567],
    ['1 234,5', 1234.5],
    ['１２．５', 12.5],
    ['(12)', -12],
    ['−12', -12],
    ['.5', 0.5],
    ['', null],
  ])('%s is %s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  test('what could be two numbers, or is none, is not guessed', () => {
    expect(value('1,234')).toBe('twoNumbers');
    for (const text of ['abc', '1,23,4', '--1', '1.2.3', '=1+2', '5.', 'NaN', '1e3']) {
      expect(value(text)).toBe('notNumber');
    }
    expect(value('5%')).toBe('noPercent');
  });

  test('percentages are typed as they are said and travel exactly', () => {
    expect(value('84.5', true)).toBe(0.845);
    expect(value('84.6 %', true)).toBe(0.846);
    expect(value('-0,7％', true)).toBe(-0.007);
  });
});

describe('keys', () => {
  const from = (
    row: number,
    field: At['field'],
    key: string,
    caret: 'start' | 'inside' | 'end' | 'all',
  ) => nextCell(rows, { row, field }, key, caret);

  test('up, down and Enter keep the column and pass over closed cells', () => {
    expect(from(0, 'value', 'ArrowDown', 'inside')).toEqual({ row: 1, field: 'value' });
    expect(from(0, 'value', 'Enter', 'end')).toEqual({ row: 1, field: 'value' });
    expect(from(1, 'denominator', 'ArrowDown', 'all')).toBeNull();
    expect(from(0, 'value', 'ArrowUp', 'all')).toBeNull();
    expect(from(2, 'note', 'ArrowDown', 'all')).toBeNull();
  });

  test('left and right belong to the caret until it is at an end', () => {
    expect(from(1, 'value', 'ArrowRight', 'inside')).toBeNull();
    expect(from(1, 'value', 'ArrowRight', 'end')).toEqual({ row: 1, field: 'denominator' });
    expect(from(0, 'value', 'ArrowRight', 'all')).toEqual({ row: 0, field: 'note' });
    expect(from(0, 'note', 'ArrowLeft', 'start')).toEqual({ row: 0, field: 'value' });
    expect(from(0, 'value', 'ArrowLeft', 'start')).toBeNull();
    expect(from(0, 'value', 'x', 'all')).toBeNull();
  });
});

describe('a block from a spreadsheet', () => {
  test('is cut at tabs and line ends, quotes kept whole', () => {
    expect(parseBlock('1\t2\r\n3\t"a\nb ""c"""\r\n')).toEqual([
      ['1', '2'],
      ['3', 'a\nb "c"'],
    ]);
    expect(parseBlock('5')).toEqual([['5']]);
    expect(parseBlock('1\t\n\t2')).toEqual([
      ['1', ''],
      ['', '2'],
    ]);
  });

  test('fills cells from where it is pasted and says what had no place', () => {
    const { entries, left } = fillBlock(rows, {}, { row: 0, field: 'value' }, [
      ['1', ''],
      ['2', '4', 'late', 'x'],
      ['3', '9'],
      ['7'],
    ]);
    expect(entries[keyOf(plain)]).toEqual({ value: '1' });
    expect(entries[keyOf(ratio)]).toEqual({ value: '2', denominator: '4', note: 'late' });
    expect(entries[keyOf(percent)]).toEqual({ value: '3' });
    expect(left).toBe(3);
  });
});

describe('what is sent', () => {
  test('a value, or numerator and denominator, with the note', () => {
    expect(newValue(plain, { value: '1,5', note: ' ok ' })).toEqual({
      kpi: 'staff',
      unit: 'EWR',
      period: '2013-08-01',
      value: 1.5,
      note: 'ok',
    });
    const sent = newValue(ratio, { value: '17', denominator: '20' });
    expect([sent?.numerator, sent?.denominator, sent?.value]).toEqual([17, 20, undefined]);
    expect(newValue(percent, { value: '84.5%' })?.value).toBe(0.845);
  });

  test('nothing while something is wrong, which stands at its cell', () => {
    expect(problems(plain, { value: '1,234' })).toEqual({ value: 'twoNumbers' });
    expect(problems(plain, { note: 'only a word' })).toEqual({ value: 'notNumber' });
    expect(problems(ratio, { value: '5' })).toEqual({ denominator: 'denominatorMissing' });
    expect(problems(ratio, { denominator: 'x' })).toEqual({
      value: 'numeratorMissing',
      denominator: 'notNumber',
    });
    expect(newValue(ratio, { value: '5' })).toBeNull();
    expect(newValue(plain, undefined)).toBeNull();
  });

  test('a row that is emptied again is no change', () => {
    const typed: Entries = withText({}, 'a', 'value', '5');
    expect(withText(typed, 'a', 'value', ' ')).toEqual({});
  });
});
