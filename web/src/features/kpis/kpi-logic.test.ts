import { describe, expect, test } from 'vitest';
import { barScale, ordered } from './breakdown-rows';
import { namedRange } from './ranges';
import { grainsFor, parseKpiSearch, seriesQuestion } from './search';
import type { BreakdownRow } from './wire';

const row = (name: string, value: number | null): BreakdownRow => ({
  unit: { id: name, code: name, name },
  person: null,
  unit_kind: 'team',
  has_units_below: false,
  period: '2013-09',
  start: '2013-09-01',
  end: '2013-10-01',
  value,
  numerator: null,
  denominator: null,
  count: 1,
  is_complete: true,
  previous_value: null,
  delta: null,
  target: null,
  status: null,
  score: null,
});
const names = (rows: BreakdownRow[]) => rows.map(({ unit }) => unit?.name);

describe('the breakdown', () => {
  const rows = [row('b', 2), row('c', null), row('a', 3)];

  test('is best first, and best depends on the direction', () => {
    expect(names(ordered(rows, { by: 'value', isReversed: false }, 'higher'))).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(names(ordered(rows, { by: 'value', isReversed: false }, 'lower'))).toEqual([
      'b',
      'a',
      'c',
    ]);
  });

  test('keeps units without a value last, also in reverse', () => {
    expect(names(ordered(rows, { by: 'value', isReversed: true }, 'higher'))).toEqual([
      'b',
      'a',
      'c',
    ]);
  });

  test('draws bars from zero, to the left below it', () => {
    const { bar, at } = barScale([row('a', 3), row('b', -1)]);
    expect(bar(3)).toEqual({ start: 0.25, length: 0.75 });
    expect(bar(-1)).toEqual({ start: 0, length: 0.25 });
    expect(at(0)).toBe(0.25);
  });

  test('has room for a target beyond every value', () => {
    const target = { floor: null, target: 4, stretch: null, range_low: null, range_high: null };
    expect(barScale([{ value: 2, target }]).bar(2).length).toBe(0.5);
  });
});

describe('the address of a KPI', () => {
  test('takes known words and days, and leaves the rest out', () => {
    expect(
      parseKpiSearch({ grain: 'fortnight', from: 'soon', to: '2013-10-01', unit: 'EWR' }),
    ).toEqual({
      unit: 'EWR',
      grain: undefined,
      from: undefined,
      to: '2013-10-01',
      period: undefined,
    });
  });

  test('short periods reach further back than thirteen, unless a span was chosen', () => {
    expect(seriesQuestion({ grain: 'day' }, '2013-10-15').from).toBe('2013-08-15');
    expect(seriesQuestion({ grain: 'month' }, '2013-10-15').from).toBeUndefined();
    expect(seriesQuestion({ grain: 'day', to: '2013-10-01' }, '2013-10-15').from).toBeUndefined();
  });

  test('holds the day whose knowledge is shown, if there is such a day', () => {
    expect(parseKpiSearch({ as_of: '2013-07-15' }).as_of).toBe('2013-07-15');
    for (const as_of of ['yesterday', '2013-02-31', '2013-13-01', '2013-7-1', 20130715, '']) {
      expect(parseKpiSearch({ as_of }).as_of).toBeUndefined();
    }
  });

  test('a span that was not chosen reaches back beyond the past day', () => {
    const today = '2013-10-15';
    expect(seriesQuestion({ as_of: '2013-07-15' }, today).from).toBeUndefined();
    expect(seriesQuestion({ as_of: '2012-07-15' }, today).from).toBe('2011-07-16');
    expect(seriesQuestion({ grain: 'day', as_of: '2013-10-01' }, today).from).toBe('2013-08-15');
    expect(seriesQuestion({ grain: 'day', as_of: '2013-07-15' }, today).from).toBe('2013-05-15');
    expect(seriesQuestion({ from: '2013-09-01', as_of: '2013-07-15' }, today).from).toBe(
      '2013-09-01',
    );
    expect(seriesQuestion({ as_of: '2013-07-15' }, today)).not.toHaveProperty('as_of');
  });

  test('a KPI is never told in periods shorter than it is measured in', () => {
    expect(grainsFor('day')).toEqual(['day', 'week', 'month', 'quarter', 'year']);
    expect(grainsFor('quarter')).toEqual(['quarter', 'year']);
  });

  test('named spans end today', () => {
    expect(namedRange('thisYear', '2013-10-15')).toEqual({
      from: '2013-01-01',
      last: '2013-10-15',
    });
    expect(namedRange('twelveMonths', '2016-02-29')).toEqual({
      from: '2015-03-01',
      last: '2016-02-29',
    });
    expect(namedRange('lastYear', '2013-10-15')).toEqual({
      from: '2012-01-01',
      last: '2012-12-31',
    });
  });
});
