import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { expect, test, vi } from 'vitest';
import { renderApp } from '@/test/render';
import { serveRequests, server } from '@/test/server';
import type { KpiTarget, TargetCascade, TargetDivision } from '../wire';
import { DivideDrawer } from './divide-drawer';

serveRequests();

const none = { floor: null, target: null, stretch: null, range_low: null, range_high: null };
const target = {
  ...none,
  id: 'tgt_1',
  starts_on: '2013-01-01',
  ends_on: '2014-01-01',
  target: 100,
} as KpiTarget;
const cascade = {
  kpi: {
    id: 'kpi_1',
    code: 'flights',
    name: 'Flights',
    unit: 'flights',
    format: 'number',
    decimals: 0,
    direction: 'higher',
  },
  frequency: 'day',
  grain: 'half',
  adds_up_over_time: true,
  adds_up_over_units: true,
} as TargetCascade;

const part = (period: string, starts_on: string, ends_on: string, value: number) => ({
  id: null,
  unit: null,
  period,
  starts_on,
  ends_on,
  values: { ...none, target: value },
  year_before: null,
});

test('parts are shown, checked by the server, and set with a reason', async () => {
  const asked: Record<string, unknown>[] = [];
  server.use(
    http.post('*/api/v1/kpis/flights/targets/spread', async ({ request }) => {
      const body = (await request.json()) as Record<string, unknown> & {
        parts?: { marks: { target: number } }[];
      };
      asked.push(body);
      const [first = 50, second = 50] = (body.parts ?? []).map((given) => given.marks.target);
      if (first + second !== 100) {
        const message = 'the targets of the parts add up to 60, which differs from 100 by -40';
        const errors = [{ field: 'parts', code: 'parts_do_not_add_up', message }];
        const problem = { status: 422, code: 'parts_do_not_add_up', detail: message, errors };
        return HttpResponse.json({ title: 'Refused', ...problem }, { status: 422 });
      }
      return HttpResponse.json({
        target,
        method: body.method,
        is_additive: true,
        parts: [
          part('2013-H1', '2013-01-01', '2013-07-01', first),
          part('2013-H2', '2013-07-01', '2014-01-01', second),
        ],
        sum: { ...none, target: 100 },
        check: { kind: 'adds_up', mean: null, difference: null },
        superseded: [],
        needs_reason: true,
        is_applied: !body.preview,
      } as unknown as TargetDivision);
    }),
  );
  const onClose = vi.fn();
  await renderApp(
    <DivideDrawer kind="spread" cascade={cascade} target={target} onClose={onClose} />,
  );
  const user = userEvent.setup();
  expect(await screen.findByText(/come to 100.flights exactly/)).toBeInTheDocument();
  const save = screen.getByRole('button', { name: 'Set 2 targets' });
  expect(save).toBeDisabled();

  await user.click(screen.getByRole('radio', { name: 'By hand' }));
  const first = await screen.findByRole('spinbutton', { name: 'H1 2013 · Target' });
  await user.clear(first);
  await user.type(first, '10');
  expect(await screen.findByText(/differs from 100 by -40/)).toBeInTheDocument();
  await user.clear(first);
  await user.type(first, '50');
  await user.type(screen.getByRole('textbox'), 'Known');
  await waitFor(() => expect(save).toBeEnabled());
  await user.click(save);
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(asked.at(-1)).toMatchObject({ method: 'by_hand', reason: 'Known', grain: 'half' });
  expect(asked.at(-1)).not.toHaveProperty('preview');
});
