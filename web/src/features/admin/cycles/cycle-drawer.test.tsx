import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { expect, test, vi } from 'vitest';
import { renderApp } from '@/test/render';
import { serveRequests, server } from '@/test/server';
import type { ManagedCycle } from './api';
import { CycleDrawer } from './cycle-drawer';

serveRequests();

const quarter: ManagedCycle = {
  id: 'cyc_4',
  version: 3,
  name: 'Q4 2013',
  kind: 'quarter',
  phase: 'active',
  starts_on: '2013-10-01',
  ends_on: '2014-01-01',
  elapsed: 0.15,
  parent: null,
  archived_at: null,
  may_edit: true,
};

test('people see the last day, the wire carries the first day after', async () => {
  const sent: unknown[] = [];
  server.use(
    http.patch('*/api/v1/cycles/cyc_4', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({ item: quarter, moved: [], seq: 1 });
    }),
  );
  const onClose = vi.fn();
  const user = userEvent.setup();
  await renderApp(
    <CycleDrawer cycle={quarter} parent={null} cycles={[quarter]} onClose={onClose} />,
  );
  const drawer = await screen.findByRole('dialog');
  expect(within(drawer).getByLabelText('Last day')).toHaveValue('2013-12-31');
  await user.click(within(drawer).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(sent).toEqual([
    {
      version: 3,
      name: 'Q4 2013',
      kind: 'quarter',
      parent_id: null,
      starts_on: '2013-10-01',
      ends_on: '2014-01-01',
    },
  ]);
});

test('an overlap is said under the first day', async () => {
  const message = 'it overlaps Q3 2013';
  server.use(
    http.patch('*/api/v1/cycles/cyc_4', () =>
      HttpResponse.json(
        {
          type: '',
          title: '',
          status: 422,
          code: 'overlapping_cycle',
          detail: message,
          errors: [{ field: 'starts_on', code: 'overlapping_cycle', message }],
        },
        { status: 422 },
      ),
    ),
  );
  const onClose = vi.fn();
  const user = userEvent.setup();
  await renderApp(
    <CycleDrawer cycle={quarter} parent={null} cycles={[quarter]} onClose={onClose} />,
  );
  const drawer = await screen.findByRole('dialog');
  await user.click(within(drawer).getByRole('button', { name: 'Save' }));
  expect(await within(drawer).findByText(message)).toBeInTheDocument();
  expect(onClose).not.toHaveBeenCalled();
});
