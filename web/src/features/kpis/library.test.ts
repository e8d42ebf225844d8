import { describe, expect, test } from 'vitest';
import { catalogueGroups, whyNotCopied } from './catalogue-rows';
import { initialKpi } from './forms/kpi-values';
import { groupingOf, groupsOf } from './groups';
import { hasFilters, parseKpisSearch } from './search';
import type { Kpi, ReadyKpi } from './wire';

const ready = (code: string, category: string, chinese: string): ReadyKpi =>
  ({
    code,
    category,
    names: { en: code.replaceAll('_', ' '), 'zh-CN': chinese },
    question: `What is ${code}?`,
    description: '',
  }) as Partial<ReadyKpi> as ReadyKpi;

describe('the catalogue', () => {
  const entries = [
    ready('win_rate', 'sales', '赢单率'),
    ready('new_customers', 'sales', '新客户数'),
    ready('absence_rate', 'people', '缺勤率'),
  ];
  const codes = (search: { q?: string; category?: string }) =>
    catalogueGroups(entries, search).map((group) => [
      group.category,
      ...group.entries.map(({ code }) => code),
    ]);

  test('stands by function, and is searched in both languages', () => {
    expect(codes({})).toEqual([
      ['sales', 'win_rate', 'new_customers'],
      ['people', 'absence_rate'],
    ]);
    expect(codes({ q: ' RATE ' })).toEqual([
      ['sales', 'win_rate'],
      ['people', 'absence_rate'],
    ]);
    expect(codes({ q: '新客户' })).toEqual([['sales', 'new_customers']]);
    expect(codes({ q: 'rate', category: 'people' })).toEqual([['people', 'absence_rate']]);
    expect(codes({ q: 'nothing' })).toEqual([]);
  });

  test('says why something cannot be copied', () => {
    const kpi = { code: 'win_rate' } as ReadyKpi['kpi'];
    expect(whyNotCopied({ kpi: null, may_copy: true })).toBeNull();
    expect(whyNotCopied({ kpi, may_copy: true })).toBe('exists');
    expect(whyNotCopied({ kpi: null, may_copy: false })).toBe('mayNot');
  });
});

describe('the library', () => {
  const kpi = (code: string, category: string, perspective: string) =>
    ({ code, category, perspective, perspective_name: perspective.toUpperCase() }) as Kpi;

  test('keeps the order of the server under its headings', () => {
    const kpis = [kpi('a', 'sales', 'money'), kpi('b', 'sales', 'work'), kpi('c', '', 'work')];
    const names = (by: 'category' | 'perspective') =>
      groupsOf(kpis, by).map(({ name, kpis: own }) => [name, own.length]);
    expect(names('category')).toEqual([
      ['sales', 2],
      ['', 1],
    ]);
    expect(names('perspective')).toEqual([
      ['MONEY', 1],
      ['WORK', 2],
    ]);
    expect([groupingOf('name'), groupingOf('category')]).toEqual([undefined, 'category']);
  });

  test('reads its filters from the address', () => {
    const search = parseKpisSearch({
      category: 'Guest care',
      kind: 'leading',
      perspective: 'planet',
      sort: 'category',
      view: 'somewhere',
    });
    expect(search).toMatchObject({ category: 'Guest care', kind: 'leading', sort: 'category' });
    expect(search.view).toBeUndefined();
    expect(hasFilters(search)).toBe(true);
    expect(hasFilters({ sort: 'category', view: 'catalogue' })).toBe(false);
  });
});

test('what is edited is the main name, whatever name the reader is shown', () => {
  const kpi = {
    name: '准点率',
    name_main: 'On time',
    names: { 'zh-CN': '准点率' },
    counter_kpi: { id: 'kpi_2', name: 'Flights' },
    owner: null,
    steward: null,
  } as unknown as Kpi;
  expect(initialKpi(kpi)).toMatchObject({ name: 'On time', counter_kpi_id: 'kpi_2' });
});
