import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { delay, HttpResponse, http } from 'msw';
import { Suspense } from 'react';
import { beforeEach, expect, test } from 'vitest';
import type { KeyResult } from '@/shared/api/types';
import { useDraftStore } from '@/shared/check-in/draft-store';
import { keyResult, score, session } from '@/test/factories';
import { renderApp } from '@/test/render';
import { serveRequests, server } from '@/test/server';
import type { CheckInSheet } from './api';
import { CheckInPage } from './check-in-page';

serveRequests();

const row = (given: Partial<KeyResult>, isDue = false) => ({
  key_result: keyResult({ format: 'number', decimals: 0, current_value: 4, ...given }),
  objective_title: 'Winter finds us ready',
  is_measured: false,
  last_check_in: null,
  is_due: isDue,
});
const stations = row({ id: 'kr_1', title: 'Stations from 4 to 7', confidence: 4 });
const crews = row({ id: 'kr_2', title: 'Crews from 12 to 95', confidence: 5 }, true);

let sheet: CheckInSheet;
let sent: { id: string; body: unknown }[];

beforeEach(() => {
  sessionStorage.clear();
  useDraftStore.setState({ userId: null, drafts: {}, outcomes: {} });
  sent = [];
  sheet = {
    cycle: null,
    rows: [stations, crews],
    due: [
      {
        kind: 'check_in',
        objective_id: 'obj_1',
        key_result_id: 'kr_2',
        title: '',
        due_on: '2013-10-11',
        days_overdue: 4,
      },
    ],
  };
  server.use(
    http.get('*/api/v1/check-in-sheet', () => HttpResponse.json(sheet)),
    http.get('*/api/v1/session', () => HttpResponse.json(session)),
    http.post('*/api/v1/key-results/:id/check-ins', async ({ params, request }) => {
      sent.push({ id: String(params.id), body: await request.json() });
      await delay(20);
      const after = score({ progress: 0.67 });
      const moved = { entity: 'key_result', id: params.id, title: 'Moved', cycle_id: null };
      return HttpResponse.json({
        item: {},
        moved: [{ ...moved, before: score({ progress: 0.1 }), after }],
        seq: 7,
      });
    }),
  );
});

async function open() {
  const { unmount } = await renderApp(
    <Suspense fallback={null}>
      <CheckInPage search={{}} onSearch={() => undefined} />
    </Suspense>,
  );
  const rows = await screen.findAllByRole('region', { name: /from/ });
  return { rows, unmount, of: (name: RegExp) => within(screen.getByRole('region', { name })) };
}

test('due rows come first and the page says how many are due', async () => {
  const { rows } = await open();
  expect(rows.map((one) => within(one).getByRole('heading').textContent)).toEqual([
    'Crews from 12 to 95',
    'Stations from 4 to 7',
  ]);
  expect(screen.getByText(/1 of your 2 key results is due/)).toBeInTheDocument();
});

test('the keyboard alone: value, digit, note, Ctrl+Enter saves and goes to the next row', async () => {
  const user = userEvent.setup();
  const { of } = await open();
  const value = of(/Crews/).getByRole('spinbutton');
  await user.clear(value);
  await user.type(value, '17');
  await user.tab();
  expect(of(/Crews/).getByRole('slider')).toHaveFocus();
  await user.keyboard('7');
  await user.tab();
  await user.keyboard('On the way{Control>}{Enter}{/Control}');
  expect(of(/Stations/).getByRole('spinbutton')).toHaveFocus();
  await waitFor(() => expect(of(/Crews/).getByText('Saved. This moved with it:')).toBeVisible());
  expect(sent).toEqual([
    {
      id: 'kr_2',
      body: {
        value: 17,
        confidence: 7,
        status: null,
        note: 'On the way',
        blocker: '',
        next_step: '',
      },
    },
  ]);
});

test('what the server refuses stands under its field, and the entries are still there', async () => {
  server.use(
    http.post('*/api/v1/key-results/:id/check-ins', () =>
      HttpResponse.json(
        {
          title: '',
          status: 422,
          code: 'reason_required',
          detail: 'say why',
          errors: [{ field: 'note', code: 'reason_required', message: 'say why' }],
          trace_id: null,
        },
        { status: 422 },
      ),
    ),
  );
  const user = userEvent.setup();
  const { of } = await open();
  of(/Stations/)
    .getByRole('slider')
    .focus();
  await user.keyboard('9{Enter}');
  expect(await of(/Stations/).findByText('say why')).toBeVisible();
  expect(of(/Stations/).getByRole('slider')).toHaveAttribute('aria-valuenow', '9');
  expect(of(/Stations/).getByText(/your entries are still here/)).toBeVisible();
});

test('Ctrl+S saves the rows that changed and no other', async () => {
  const user = userEvent.setup();
  const { of } = await open();
  of(/Stations/)
    .getByRole('slider')
    .focus();
  await user.keyboard('6');
  expect(screen.getByText('1 row is not saved yet')).toBeVisible();
  await user.keyboard('{Control>}s{/Control}');
  await waitFor(() => expect(sent.map(({ id }) => id)).toEqual(['kr_1']));
  expect(await screen.findByText('Everything is saved.')).toBeVisible();
});

test('a draft survives a reload of the page', async () => {
  const user = userEvent.setup();
  const { of, unmount } = await open();
  of(/Stations/)
    .getByRole('slider')
    .focus();
  await user.keyboard('8');
  unmount();
  useDraftStore.setState({ userId: null, drafts: {}, outcomes: {} });
  const again = await open();
  await waitFor(() =>
    expect(again.of(/Stations/).getByRole('slider')).toHaveAttribute('aria-valuenow', '8'),
  );
});
