import { describe, expect, test } from 'vitest';
import {
  formatAgo,
  formatChange,
  formatCompact,
  formatCycle,
  formatDuration,
  formatInstant,
  formatNumber,
  formatPercent,
  formatPeriod,
  formatValue,
  initials,
  missing,
} from './format';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('values', () => {
  test('a ratio is shown as percent with its decimals', () => {
    expect(plain(formatPercent('en', 0.8455, 1))).toBe('84.6 %');
    expect(plain(formatValue('zh-CN', 0.8, { format: 'percent', decimals: 2 }))).toBe('80.00 %');
  });

  test('unknown is a dash, never a zero', () => {
    expect(formatPercent('en', null)).toBe(missing);
    expect(formatValue('en', undefined, { format: 'number', unit: 'min' })).toBe(missing);
    expect(formatChange('en', null, { format: 'number' })).toBe(missing);
  });

  test('negative numbers carry a true minus, and nothing is minus zero', () => {
    expect(formatNumber('en', -0.17, 1)).toBe('\u22120.2');
    expect(formatNumber('en', -0.01, 1)).toBe('0.0');
    expect(formatNumber('en', -1234.5, 1)).toBe('\u22121,234.5');
  });

  test('units follow the language', () => {
    const delay = { format: 'number', unit: 'min', decimals: 1 } as const;
    expect(plain(formatValue('en', -0.2, delay))).toBe('\u22120.2 min');
    expect(plain(formatValue('zh-CN', -0.2, delay))).toBe('\u22120.2 分钟');
    expect(formatValue('en', 1200, { format: 'currency', unit: 'USD' })).toBe('$1,200');
  });

  test('a change of percent is in points and has its sign', () => {
    const rate = { format: 'percent', decimals: 1 } as const;
    expect(plain(formatChange('en', 0.039, rate))).toBe('+3.9 pt');
    expect(plain(formatChange('zh-CN', -0.01, rate))).toBe('\u22121.0 点');
    expect(plain(formatChange('en', 0.0000001, rate))).toBe('0.0 pt');
  });

  test('large numbers shorten by the language, durations read as hours and minutes', () => {
    expect(formatCompact('en', 12_800)).toBe('12.8K');
    expect(formatCompact('zh-CN', 12_800)).toBe('1.3万');
    expect(plain(formatDuration('en', 125))).toBe('2 h 05 min');
    expect(plain(formatDuration('zh-CN', -45))).toBe('\u221245 分钟');
  });
});

describe('time', () => {
  test('spans are named', () => {
    expect(formatPeriod('en', '2013-10-01', '2014-01-01')).toBe('Q4 2013');
    expect(formatPeriod('zh-CN', '2013-10-01', '2014-01-01')).toBe('2013 年第四季度');
    expect(formatPeriod('zh-CN', '2013-07-01', '2014-01-01')).toBe('2013 年下半年');
    expect(formatPeriod('en', '2013-01-01', '2014-01-01')).toBe('2013');
    expect(formatPeriod('en', '2013-10-01', '2013-11-01')).toBe('Oct 2013');
    expect(formatPeriod('en', '2013-10-14', '2013-10-21')).toBe('14 Oct \u2013 20 Oct');
  });

  test('a cycle keeps the name it was given when its span has none', () => {
    const cycle = {
      name: 'Peak season',
      kind: 'custom',
      starts_on: '2013-06-01',
      ends_on: '2013-09-01',
    };
    expect(formatCycle('en', cycle)).toBe('Peak season');
    expect(
      formatCycle('en', {
        ...cycle,
        kind: 'quarter',
        starts_on: '2013-07-01',
        ends_on: '2013-10-01',
      }),
    ).toBe('Q3 2013');
  });

  test('instants are told in the time zone of the organisation', () => {
    expect(formatInstant('en', '2013-10-15T13:00:00Z', 'America/New_York')).toBe(
      '15 Oct 2013, 09:00',
    );
    expect(formatInstant('zh-CN', '2013-10-15T13:00:00Z', 'America/New_York')).toBe(
      '2013年10月15日 09:00',
    );
  });

  test('ago is measured against the clock of the server', () => {
    const now = new Date('2013-10-15T13:00:00Z');
    expect(formatAgo('en', '2013-10-14T13:00:00Z', now)).toBe('yesterday');
    expect(formatAgo('zh-CN', '2013-10-12T13:00:00Z', now)).toBe('3天前');
  });
});

test('initials of both scripts', () => {
  expect(initials('L. Chen')).toBe('LC');
  expect(initials('Mary Jane Okafor')).toBe('MO');
  expect(initials('陈立')).toBe('陈');
});
