import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { expect, test, vi } from 'vitest';
import { objective, runningCycle } from '@/test/factories';
import { renderApp } from '@/test/render';
import { serveRequests, server } from '@/test/server';
import { ObjectiveDrawer } from './objective-drawer';

serveRequests();

const page = (items: unknown[]) => HttpResponse.json({ items, next_cursor: null });
const problem = (status: number, body: object) =>
  HttpResponse.json(
    { type: 'about:blank', title: '', status, errors: [], trace_id: 'req_1', ...body },
    { status },
  );

function lists() {
  server.use(
    http.get('*/api/v1/cycles', () => page([runningCycle])),
    http.get('*/api/v1/units', () => page([])),
    http.get('*/api/v1/people', () => page([])),
    http.get('*/api/v1/strategic-pillars', () => page([])),
  );
}

test('what the server refuses stands under the field it names', async () => {
  lists();
  server.use(
    http.post('*/api/v1/objectives', () =>
      problem(422, {
        code: 'invalid',
        detail: 'too short',
        errors: [{ field: 'title', code: 'too_short', message: 'Give it at least three words' }],
      }),
    ),
  );
  const user = userEvent.setup();
  const onSaved = vi.fn();
  await renderApp(<ObjectiveDrawer onClose={() => {}} onSaved={onSaved} />);
  const drawer = await screen.findByRole('dialog');
  await user.type(within(drawer).getByLabelText('In one sentence'), 'Soon');
  await user.click(within(drawer).getByRole('button', { name: 'Save the draft' }));
  expect(await within(drawer).findByText('Give it at least three words')).toBeInTheDocument();
  expect(onSaved).not.toHaveBeenCalled();
});

test('an edit sends the version it was made from, and a stale one keeps what was typed', async () => {
  lists();
  const sent: unknown[] = [];
  server.use(
    http.patch('*/api/v1/objectives/obj_1', async ({ request }) => {
      sent.push(await request.json());
      return problem(409, { code: 'stale_version', detail: 'version 7 is newer' });
    }),
  );
  const user = userEvent.setup();
  await renderApp(
    <ObjectiveDrawer objective={objective({ version: 6 })} onClose={() => {}} onSaved={() => {}} />,
  );
  const drawer = await screen.findByRole('dialog');
  const title = within(drawer).getByLabelText('In one sentence');
  await user.type(title, ' soon');
  await user.click(within(drawer).getByRole('button', { name: 'Save' }));
  expect(await within(drawer).findByRole('alert')).toHaveTextContent(/Someone else changed this/);
  expect(title).toHaveValue('Passengers leave New York on time again soon');
  await waitFor(() => expect(sent).toMatchObject([{ version: 6 }]));
});
