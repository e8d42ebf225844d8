import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { session } from '@/test/factories';
import { renderApp } from '@/test/render';
import { serveRequests, server } from '@/test/server';
import { SignInPage } from './sign-in-page';

serveRequests();

test('a wrong password is said in the card, with the trace that finds it', async () => {
  server.use(
    http.post('*/api/v1/session', () =>
      HttpResponse.json(
        {
          status: 401,
          code: 'bad_credentials',
          title: '',
          detail: 'E-mail or password is wrong',
          errors: [],
          trace_id: 'req_9',
        },
        { status: 401 },
      ),
    ),
  );
  const user = userEvent.setup();
  await renderApp(<SignInPage next="/company" />);
  await user.type(screen.getByLabelText('E-mail'), 'morgan@example.org');
  await user.type(screen.getByLabelText('Password'), 'not this one');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('E-mail or password is wrong');
  expect(alert).toHaveTextContent('req_9');
});

test('the right one leads to where one wanted to go', async () => {
  server.use(
    http.post('*/api/v1/session', () => HttpResponse.json(session, { status: 201 })),
    http.get('*/api/v1/session', () => HttpResponse.json(session)),
  );
  const user = userEvent.setup();
  const { router } = await renderApp(<SignInPage next="/objectives?status=at_risk" />);
  await user.type(screen.getByLabelText('E-mail'), 'morgan@example.org');
  await user.type(screen.getByLabelText('Password'), 'a long sentence{Enter}');
  await expect.poll(() => router.state.location.pathname).toBe('/objectives');
});
