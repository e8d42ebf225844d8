import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import { keyResult, objective, objectiveOverview, session } from '@/test/factories';
import { renderApp } from '@/test/render';
import { serveRequests, server } from '@/test/server';
import { GradeCard } from './grade-card';

serveRequests();

const softened = objectiveOverview({
  objective: objective({
    title: 'On time',
    state: 'closed',
    grade: 0.9,
    grade_reason: 'The storm was not ours',
    suggested_grade: 0.68,
  }),
  key_results: [
    keyResult({ title: 'Punctual', grade: 0.58, suggested_grade: 0.58 }),
    keyResult({ id: 'kr_2', title: 'Baseline' }),
  ],
});

const change = (seq: number, grade: number, name: string | null) => ({
  seq,
  at: '2013-10-07T19:00:00Z',
  actor: name ? { id: 'per_2', name } : null,
  actor_name: name,
  after: { grade },
  reason: null,
});

function log() {
  server.use(
    http.get('*/api/v1/changes', ({ request }) => {
      const query = new URL(request.url).searchParams;
      const items =
        query.get('kind') === 'objective.graded'
          ? [change(9, 0.9, 'G. Okafor'), change(5, 0.68, 'L. Chen')]
          : [change(4, 0.58, null)];
      return HttpResponse.json({ items, next_cursor: null });
    }),
  );
}

const row = (name: RegExp) => within(screen.getByRole('row', { name }));

test('the computed grade stands beside the given one, with who, when, why and what was before', async () => {
  log();
  await renderApp(<GradeCard overview={softened} />);
  const whole = row(/On time/);
  expect(whole.getByRole('button', { name: '0.68' })).toBeInTheDocument();
  expect(whole.getByText('0.90')).toBeInTheDocument();
  expect(whole.getByText('The storm was not ours')).toBeInTheDocument();
  expect(await whole.findByText(/G\. Okafor/)).toBeInTheDocument();
  expect(whole.getByText('7 Oct 2013')).toBeInTheDocument();
  expect(whole.getByText('before: 0.68 · L. Chen · 7 Oct 2013')).toBeInTheDocument();
  expect(row(/Punctual/).getByText(/Azimuth/)).toBeInTheDocument();
  expect(row(/Baseline/).getByText('No grade')).toBeInTheDocument();
});

test('a log that cannot be read leaves the grades, and can be asked again', async () => {
  server.use(http.get('*/api/v1/changes', () => HttpResponse.error()));
  await renderApp(<GradeCard overview={softened} />);
  const alert = await screen.findByRole('alert');
  expect(row(/On time/).getByText('0.90')).toBeInTheDocument();
  log();
  await userEvent.setup().click(within(alert).getByRole('button', { name: 'Try again' }));
  expect(await row(/On time/).findByText(/G\. Okafor/)).toBeInTheDocument();
});

test('where nothing is graded there is no card, and nothing is asked', async () => {
  await renderApp(
    <>
      <GradeCard overview={objectiveOverview()} />
      <p>{session.today}</p>
    </>,
  );
  expect(screen.getByText(session.today)).toBeInTheDocument();
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
});
