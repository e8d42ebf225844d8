import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { expect, test, vi } from 'vitest';
import { renderApp } from '@/test/render';
import { serveRequests, server } from '@/test/server';
import { parseTargetsSearch } from './search';
import { TargetsPage } from './targets-page';
import type { CascadeCell, TargetCascade } from './wire';

serveRequests();

const marks = (target: number) => ({
  floor: null,
  target,
  stretch: null,
  range_low: null,
  range_high: null,
});

/** The year of one unit with a target of its own. */
function cascade(target: number, may_set_targets: boolean): TargetCascade {
  const whole: CascadeCell = {
    period: '2013',
    start: '2013-01-01',
    end: '2014-01-01',
    target: { id: 'tgt_1', version: 1, ...marks(target) } as CascadeCell['target'],
    values: marks(target),
    over_time: null,
    over_units: null,
    value: 7,
    is_complete: false,
    status: null,
    score: null,
  };
  const unit = { id: 'unit_1', code: 'NYC', name: 'New York' };
  const top = { unit, person: null, unit_kind: null, depth: 0, rows_below: 0 };
  const kpi = { id: 'kpi_1', code: 'flights', name: 'Flights', unit: '', format: 'number' };
  return {
    kpi: { ...kpi, decimals: 0, direction: 'higher' } as TargetCascade['kpi'],
    frequency: 'day',
    grain: 'year',
    from: '2013-01-01',
    to: '2014-01-01',
    adds_up_over_time: true,
    adds_up_over_units: true,
    may_set_targets,
    rows: [{ ...top, whole, cells: [] }],
    left_out: 0,
  };
}

async function openCell(address: string) {
  server.use(
    http.get('*/api/v1/kpis/flights/target-cascade', ({ request }) => {
      const day = new URL(request.url).searchParams.get('as_of');
      return HttpResponse.json(day === '2013-07-15' ? cascade(100, false) : cascade(300, true));
    }),
    http.get('*/api/v1/units', () => HttpResponse.json({ items: [], next_cursor: null })),
  );
  const search = parseTargetsSearch(Object.fromEntries(new URLSearchParams(address)));
  const path = `/kpis/flights/targets?${address}`;
  await renderApp(<TargetsPage id="flights" search={search} onSearch={vi.fn()} />, { path });
  const table = await screen.findByRole('table');
  await userEvent.setup().click(within(table).getByRole('button'));
  return { table, drawer: await screen.findByRole('dialog') };
}

test('the targets are those of now, and may be spread', async () => {
  const { table, drawer } = await openCell('');
  expect(table).toHaveTextContent('300');
  expect(within(drawer).getByRole('button', { name: 'Spread over periods' })).toBeInTheDocument();
});

test('of a past day they are those of then, and nothing can be done to them', async () => {
  const { table, drawer } = await openCell('as_of=2013-07-15');
  expect(table).toHaveTextContent('100');
  expect(drawer).toHaveTextContent('100');
  expect(within(drawer).queryByRole('button', { name: 'Spread over periods' })).toBeNull();
  expect(within(drawer).queryByRole('button', { name: 'Hand down' })).toBeNull();
});
