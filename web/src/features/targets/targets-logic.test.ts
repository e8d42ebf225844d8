import { describe, expect, test } from 'vitest';
import { bodyOf, type Choice, grainsWithin, marksOf, methodsFor, plainMethod } from './division';
import { yearsAway } from './search';
import { unevenCells } from './uneven';
import { moved } from './use-grid-focus';
import type { CascadeCell, KpiTarget, TargetCascade } from './wire';

const target = (starts_on: string, ends_on: string) => ({ starts_on, ends_on }) as KpiTarget;
const none = { floor: null, target: null, stretch: null, range_low: null, range_high: null };

describe('dividing', () => {
  test('what adds up is divided, anything else is repeated', () => {
    const sum = { adds_up_over_time: true, adds_up_over_units: false };
    expect(methodsFor('spread', sum)).toContain('last_year');
    expect(methodsFor('cascade', sum)).toEqual(['copied', 'by_hand']);
    expect(plainMethod(methodsFor('spread', sum))).toBe('periods');
    expect(plainMethod(methodsFor('cascade', sum))).toBe('copied');
  });

  test('periods are shorter than the span and not shorter than measurements', () => {
    const year = target('2013-01-01', '2014-01-01');
    expect(grainsWithin(year, 'day')).toEqual(['day', 'month', 'quarter', 'half']);
    expect(grainsWithin(year, 'quarter')).toEqual(['quarter', 'half']);
    expect(grainsWithin(target('2013-01-01', '2013-02-01'), 'month')).toEqual([]);
  });

  test('by hand every part is named, and nothing is added up here', () => {
    const choice: Choice = {
      method: 'by_hand',
      recipients: 'everyone',
      grain: 'half',
      byHand: { '2013-H1': { ...none, target: 1 } },
      shares: {},
    };
    expect(bodyOf('spread', 'tgt_1', choice)).toEqual({
      target_id: 'tgt_1',
      method: 'by_hand',
      grain: 'half',
      parts: [{ period: '2013-H1', marks: { ...none, target: 1 } }],
    });
    const shares = bodyOf('cascade', 'tgt_1', {
      ...choice,
      method: 'shares',
      shares: { unit_1: 2, per_2: null },
    });
    expect(shares).toEqual({
      target_id: 'tgt_1',
      method: 'shares',
      recipients: 'everyone',
      shares: [
        { unit_id: 'unit_1', share: 2 },
        { person_id: 'per_2', share: 0 },
      ],
    });
  });

  test('a part has the numbers that the whole has', () => {
    expect(marksOf({ ...none, floor: 0, target: 3 })).toEqual(['floor', 'target']);
  });
});

describe('the grid', () => {
  test('arrows stay inside', () => {
    expect(moved('ArrowRight', { row: 0, column: 2 }, 2, 3)).toEqual({ row: 0, column: 2 });
    expect(moved('ArrowDown', { row: 0, column: 2 }, 2, 3)).toEqual({ row: 1, column: 2 });
    expect(moved('Home', { row: 1, column: 2 }, 2, 3)).toEqual({ row: 1, column: 0 });
    expect(moved('a', { row: 1, column: 2 }, 2, 3)).toBeNull();
  });

  test('a year away ends on days that there are', () => {
    expect(yearsAway('2012-02-29', '2013-03-01', 1)).toEqual({
      from: '2013-02-28',
      to: '2014-03-01',
    });
  });

  test('uneven sums are counted where they stand', () => {
    const even = { is_even: true };
    const cell = (over_time: unknown, over_units: unknown, target: unknown = {}) =>
      ({ over_time, over_units, target }) as CascadeCell;
    const cascade = {
      rows: [
        {
          whole: cell(even, { is_even: false }),
          cells: [cell(null, { is_even: false }), cell(null, { is_even: false }, null)],
        },
      ],
    } as TargetCascade;
    expect(unevenCells(cascade)).toBe(2);
  });
});
