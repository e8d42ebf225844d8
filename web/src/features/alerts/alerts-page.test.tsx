import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import { renderApp } from '@/test/render';
import { serveRequests, server } from '@/test/server';
import { AlertsPage } from './alerts-page';
import type { Alert, RecoveryProposal } from './api';

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

const proposal: RecoveryProposal = {
  cycle_id: 'cyc_1',
  unit: { id: 'unit_1', code: 'EWR', name: 'Newark' },
  owner: { id: 'per_1', name: 'Ada' },
  aim: { kind: 'increase', start: 0.7, target: 0.8, target_high: null, until: '2013-12-31' },
  obstacle: null,
  may_create: true,
};
const noScore = {
  progress: null,
  raw_progress: null,
  expected: null,
  gap: null,
  coverage: null,
  original_progress: null,
  descendants_mean: null,
};

async function open(items: Alert[]) {
  const sent = vi.fn();
  server.use(
    http.get('*/api/v1/alerts', () => HttpResponse.json({ items, next_cursor: null })),
    http.get('*/api/v1/objectives', () => HttpResponse.json({ items: [], next_cursor: null })),
    http.get('*/api/v1/units', () => HttpResponse.json({ items: [], next_cursor: null })),
    http.get('*/api/v1/people', () => HttpResponse.json({ items: [], next_cursor: null })),
    http.get('*/api/v1/cycles', () => HttpResponse.json({ items: [], next_cursor: null })),
    http.get('*/api/v1/alerts/alr_1/recovery', () => HttpResponse.json(proposal)),
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
  expect(await screen.findByText('1 warning; nobody has taken notice of it yet.')).toBeVisible();
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
    }),
  );
});

test('a recovery is put forward with the words of its target, and sent with the cause', async () => {
  const { sent } = await open([breach]);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Open: On-time departures' }));
  await user.type(await screen.findByLabelText('Why is it so?'), 'Works on runway 22');
  await user.click(screen.getByRole('radio', { name: 'Open a recovery' }));
  const title = 'Recover On-time departures: back to at least 80 % by 31 Dec 2013';
  const field = await screen.findByLabelText<HTMLInputElement>('Objective');
  // Numbers and their units stay on one line.
  const words = () => field.value.replaceAll(/[\u00a0\u202f]/g, ' ');
  await vi.waitFor(() => expect(words()).toBe(title));
  expect(screen.getByText(/from 70.0\s% to at least 80\s%/)).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: 'Acknowledge' }));
  await vi.waitFor(() =>
    expect(sent).toHaveBeenCalledWith({
      version: 1,
      cause: 'Works on runway 22',
      recovery: {
        cycle_id: 'cyc_1',
        title: field.value,
        owner_unit_id: 'unit_1',
        owner_person_id: 'per_1',
      },
    }),
  );
});

test('a warning that is mended says how far, and opens no second recovery', async () => {
  const score = { ...noScore, progress: 0.5, status: 'at_risk' as const };
  const objective = {
    id: 'obj_1',
    title: 'Bring Newark back',
    state: 'published' as const,
    is_archived: false,
    score,
    key_result: { id: 'kr_1', title: 'On-time departures', score },
  };
  await open([{ ...breach, state: 'acknowledged', cause: 'Snow', objective }]);
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'Acknowledged: On-time departures' }));
  const link = await screen.findByRole('link', { name: 'Bring Newark back' });
  expect(link).toHaveAttribute('href', '/objectives/obj_1');
  expect(screen.getAllByText(/^50\s*%$|^50.0%$/).length).toBeGreaterThan(0);
  expect(screen.getByRole('radio', { name: 'A goal that exists' })).toBeChecked();
  expect(screen.queryByRole('radio', { name: 'Open a recovery' })).not.toBeInTheDocument();
});

test('without warnings the page says that nothing is out of line', async () => {
  await open([]);
  expect(await screen.findByText('Nothing is out of line')).toBeInTheDocument();
});
