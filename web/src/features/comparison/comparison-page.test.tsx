import { screen, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test, vi } from 'vitest';
import { useProofStore } from '@/shared/ui/proof/proof-store';
import { renderApp } from '@/test/render';
import { serveRequests, server } from '@/test/server';
import { ComparisonPage } from './comparison-page';
import { parseComparisonSearch } from './search';
import type { Comparison, ComparisonCell, ComparisonRow } from './wire';

serveRequests();

const cell = (value: number, rank: number | null): ComparisonCell => ({
  value,
  delta: null,
  target: null,
  status: null,
  score: null,
  rank,
});
const row = (code: string, value: number, rank: number | null = null): ComparisonRow => ({
  unit: { id: `unit_${code}`, code, name: code },
  unit_kind: 'team',
  has_units_below: false,
  rank,
  judged: cell(value, rank),
  cells: [cell(value, rank)],
});
const comparison = (...items: ComparisonRow[]): Comparison => ({
  kpi: {
    id: 'kpi_1',
    code: 'flights',
    name: 'Flights',
    unit: '',
    format: 'number',
    decimals: 0,
    direction: 'higher',
  } as Comparison['kpi'],
  unit: { id: 'unit_NYC', code: 'NYC', name: 'NYC' },
  grain: 'month',
  periods: [{ period: '2013-06', start: '2013-06-01', end: '2013-07-01', is_complete: true }],
  judged_period: '2013-06',
  axis: { low: 10, high: 30 },
  whole: row('NYC', 45),
  items,
  left_out: 0,
});
const then = comparison(row('EWR', 15, 1), row('JFK', 10, 2));
const now = comparison(row('JFK', 30, 1), row('EWR', 15, 2));

async function open(address: string) {
  server.use(
    http.get('*/api/v1/kpis/flights/comparison', ({ request }) => {
      const day = new URL(request.url).searchParams.get('as_of');
      return HttpResponse.json(day === '2013-07-15' ? then : now);
    }),
    http.get('*/api/v1/units', () => HttpResponse.json({ items: [], next_cursor: null })),
  );
  const search = parseComparisonSearch(Object.fromEntries(new URLSearchParams(address)));
  const path = `/kpis/flights/comparison?${address}`;
  await renderApp(<ComparisonPage id="flights" search={search} onSearch={vi.fn()} />, { path });
  const ranking = await screen.findByRole('region', { name: 'Units, the best first' });
  const lines = within(ranking).getAllByRole('row').slice(1);
  return lines.map((line) => within(line).getByRole('rowheader').textContent);
}

test('the units are compared as they are known now', async () => {
  expect(await open('')).toEqual(['JFK', 'EWR', 'NYC']);
  expect(screen.getByText(/JFK is ahead with/)).toBeInTheDocument();
});

test('of a past day it is what was known then, and its numbers open the proof of then', async () => {
  expect(await open('as_of=2013-07-15')).toEqual(['EWR', 'JFK', 'NYC']);
  screen.getAllByRole('button', { name: '15' })[0]?.click();
  expect(useProofStore.getState()).toMatchObject({
    asOf: '2013-07-15',
    target: { of: 'kpi', id: 'kpi_1', unit: 'unit_EWR', period: '2013-06' },
  });
});

test('what is no day is now', async () => {
  expect(parseComparisonSearch({ as_of: 'yesterday' }).as_of).toBeUndefined();
  expect(await open('as_of=yesterday')).toEqual(['JFK', 'EWR', 'NYC']);
});
