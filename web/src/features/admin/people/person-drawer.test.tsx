import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { expect, test, vi } from 'vitest';
import { renderApp } from '@/test/render';
import { serveRequests, server } from '@/test/server';
import type { Person } from './api';
import { PersonDrawer } from './person-drawer';

serveRequests();

const page = (items: unknown[]) => HttpResponse.json({ items, next_cursor: null });
const made: Person = {
  id: 'per_9',
  version: 1,
  code: null,
  name: 'Nova',
  email: 'taken@example.org',
  title: '',
  unit: null,
  manager: null,
  archived_at: null,
  may_edit: true,
};
const link = { id: 'ulk_1', kind: 'invitation', url: 'http://x/link/1', expires_at: made.id };

test('when the account is refused the next attempt goes on from the person that was made', async () => {
  const sent: string[] = [];
  server.use(
    http.get('*/api/v1/units', () => page([])),
    http.get('*/api/v1/people', () => page([])),
    http.post('*/api/v1/people', () => {
      sent.push('create');
      return HttpResponse.json(made, { status: 201 });
    }),
    http.patch('*/api/v1/people/per_9', async ({ request }) => {
      const body = (await request.json()) as { version: number; email: string };
      sent.push(`edit version ${body.version}`);
      return HttpResponse.json({ ...made, version: 2, email: body.email });
    }),
    http.post('*/api/v1/users', async ({ request }) => {
      const body = (await request.json()) as { email: string; person_id: string };
      sent.push(`account of ${body.person_id}`);
      if (body.email !== 'taken@example.org') {
        return HttpResponse.json({ user: {}, invitation: link }, { status: 201 });
      }
      const error = { field: 'email', code: 'duplicate', message: 'this address is taken' };
      return HttpResponse.json(
        { type: '', title: '', status: 409, code: 'duplicate', detail: '', errors: [error] },
        { status: 409 },
      );
    }),
  );
  const onSaved = vi.fn();
  const user = userEvent.setup();
  await renderApp(<PersonDrawer onClose={() => {}} onSaved={onSaved} />);
  const drawer = await screen.findByRole('dialog');
  await user.type(within(drawer).getByLabelText('Name'), 'Nova');
  const mail = within(drawer).getByLabelText(/^E-mail/);
  await user.type(mail, 'taken@example.org');
  await user.click(within(drawer).getByRole('button', { name: /Save$/ }));
  expect(await within(drawer).findByText('this address is taken')).toBeInTheDocument();
  expect(onSaved).not.toHaveBeenCalled();

  await user.clear(mail);
  await user.type(mail, 'free@example.org');
  await user.click(within(drawer).getByRole('button', { name: /Save$/ }));
  await waitFor(() => expect(onSaved).toHaveBeenCalled());
  expect(sent).toEqual(['create', 'account of per_9', 'edit version 1', 'account of per_9']);
  expect(onSaved.mock.calls[0]?.[1]).toEqual({ link, name: 'Nova' });
});
