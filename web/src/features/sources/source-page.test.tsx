import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { Suspense } from 'react';
import { expect, test } from 'vitest';
import { renderApp } from '@/test/render';
import { serveRequests, server } from '@/test/server';
import type { Source, SourceRun } from './api';
import { SourcePage } from './source-page';

serveRequests();

const failed: SourceRun = {
  id: 'run_1',
  source_id: 'src_1',
  started_at: '2013-10-15T10:00:00Z',
  finished_at: '2013-10-15T10:00:01Z',
  started_by: null,
  is_scheduled: true,
  is_dry: false,
  attempt: 2,
  from: '2013-10-08',
  to: '2013-10-15',
  outcome: 'failed',
  failure: 'refused',
  asked: 'GET https://api.example.com/values',
  answered: '500 Internal Server Error',
  read: 0,
  new: 0,
  corrected: 0,
  unchanged: 0,
  rejected_count: 0,
  rejected: [],
  batch_ids: [],
};

const source: Source = {
  id: 'src_1',
  version: 3,
  name: 'Operations',
  kind: 'http',
  settings: {
    kind: 'http',
    url: 'https://api.example.com/values',
    method: 'get',
    headers: [{ name: 'Authorization', value: '********' }],
    body: null,
    rows: '$[*]',
    fields: { kpi: '$.kpi', period: '$.period', value: '$.value' },
    paging: { by: 'none' },
  },
  schedule: '0 6 * * *',
  grain: 'day',
  periods_back: 7,
  includes_current: false,
  is_enabled: true,
  next_run_at: '2013-10-16T10:00:00Z',
  is_running: false,
  failed_attempts: 2,
  last_success_at: null,
  last_run: failed,
  archived_at: null,
};

const rejectedRow = {
  place: 'row 2',
  column: 'unit',
  code: 'unknown_reference',
  reason: 'there is no unit with the code `XXX`',
  row: 'kpi=flights, unit=XXX',
};

function serve(runs: SourceRun[]) {
  server.use(
    http.get('*/api/v1/sources/src_1', () => HttpResponse.json(source)),
    http.get('*/api/v1/sources/src_1/runs', () =>
      HttpResponse.json({ items: runs, next_cursor: null }),
    ),
  );
}

const page = (
  <Suspense fallback={null}>
    <SourcePage id="src_1" />
  </Suspense>
);

test('a failed run says what was asked and what came back', async () => {
  serve([failed]);
  await renderApp(page);
  expect(await screen.findByText('GET https://api.example.com/values')).toBeVisible();
  expect(screen.getByText('500 Internal Server Error')).toBeVisible();
  expect(screen.getByRole('heading', { name: 'It was refused' })).toBeVisible();
});

test('a dry run is asked for and shows its rejected rows', async () => {
  const runs = [failed];
  serve(runs);
  server.use(
    http.post('*/api/v1/sources/src_1/dry-run', () => {
      const dry: SourceRun = {
        ...failed,
        id: 'run_2',
        is_dry: true,
        outcome: 'rejected',
        failure: null,
        answered: '',
        read: 2,
        new: 1,
        rejected_count: 1,
        rejected: [rejectedRow],
      };
      runs.unshift(dry);
      return HttpResponse.json(dry);
    }),
  );
  const user = userEvent.setup();
  await renderApp(page);
  await user.click(await screen.findByRole('button', { name: 'Dry run' }));
  const table = await screen.findByRole('table');
  expect(within(table).getByText('row 2')).toBeVisible();
  expect(within(table).getByText(rejectedRow.reason)).toBeVisible();
});

test('while it is being asked it cannot be asked again', async () => {
  serve([failed]);
  let answer: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  server.use(
    http.post('*/api/v1/sources/src_1/run', async () => {
      await asked;
      return HttpResponse.json(failed);
    }),
  );
  const user = userEvent.setup();
  await renderApp(page);
  const run = await screen.findByRole('button', { name: /Run now/ });
  await user.click(run);
  await waitFor(() => expect(run).toBeDisabled());
  expect(screen.getByRole('button', { name: /Dry run/ })).toBeDisabled();
  answer();
  await waitFor(() => expect(run).toBeEnabled());
});

test('an edit sends the mask of a secret back as it was', async () => {
  serve([failed]);
  const sent: unknown[] = [];
  server.use(
    http.patch('*/api/v1/sources/src_1', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json(source);
    }),
  );
  const user = userEvent.setup();
  await renderApp(page);
  await user.click(await screen.findByRole('button', { name: 'Edit' }));
  const drawer = await screen.findByRole('dialog');
  await user.click(within(drawer).getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(sent[0]).toMatchObject({
    version: 3,
    settings: { kind: 'http', headers: [{ name: 'Authorization', value: '********' }] },
  });
});
