import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import { renderApp } from '@/test/render';
import { serveRequests, server } from '@/test/server';
import { AlertsPage } from './alerts-page';
import type { Alert } from './api';

serveRequests();

// happy-dom lays nothing out; the virtual list needs a height to fill.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(800);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800);
});

const nothing = {
  until: null,
  value: null,
  lower: null,
  upper: null,
  probability: null,
  expected: null,
  score: null,
  target: null,
  floor: null,
  range_low: null,
  range_high: null,
  due_on: null,
  late_periods: null,
};
const breach: Alert = {
  id: 'alr_1',
  version: 1,
  kind: 'corridor_breach',
  state: 'open',
  kpi: {
    id: 'kpi_1',
    code: 'otd_rate',
    name: 'On-time departures',
    unit: '',
    format: 'percent',
    decimals: 1,
    direction: 'higher',
  },
  unit: { id: 'unit_1', code: 'EWR', name: 'Newark' },
  owner: { id: 'per_1', name: 'Ada' },
  steward: null,
  since: '2013-09-01',
  facts: { ...nothing, until: '2013-10-01', value: 0.7, floor: 0.76 },
  opened_at: '2013-10-01T04:00:00Z',
  closed_at: null,
  acknowledged_at: null,
  acknowledged_by: null,
  cause: null,
  objective: null,
  may_acknowledge: true,
};

async function open(items: Alert[]) {
  const sent = vi.fn();
  server.use(
    http.get('*/api/v1/alerts', () => HttpResponse.json({ items, next_cursor: null })),
    http.get('*/api/v1/objectives', () => HttpResponse.json({ items: [], next_cursor: null })),
    http.post('*/api/v1/alerts/alr_1/acknowledge', async ({ request }) => {
      sent(await request.json());
      return HttpResponse.json({ ...breach, version: 2, state: 'acknowledged' });
    }),
  );
  const onSearch = vi.fn();
  await renderApp(<AlertsPage search={{}} onSearch={onSearch} />);
  return { sent, onSearch };
}

test('a warning names KPI, unit, owner and what happened, and is acknowledged with its cause', async () => {
  const { sent } = await open([breach]);
  expect(
    await screen.findByText('1 warning, 1 of which nobody has taken notice of.'),
  ).toBeVisible();
  expect(await screen.findByText('Newark')).toBeInTheDocument();
  expect(screen.getByText(/is worse than the floor of/)).toBeInTheDocument();
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Open: On-time departures' }));
  const cause = await screen.findByLabelText('Why is it so?');
  await user.type(cause, 'Works on runway 22');
  await user.click(screen.getByRole('button', { name: 'Acknowledge' }));
  await vi.waitFor(() =>
    expect(sent).toHaveBeenCalledWith({
      version: 1,
      cause: 'Works on runway 22',
      objective_id: null,
    }),
  );
});

test('without warnings the page says that nothing is out of line', async () => {
  await open([]);
  expect(await screen.findByText('Nothing is out of line')).toBeInTheDocument();
});
