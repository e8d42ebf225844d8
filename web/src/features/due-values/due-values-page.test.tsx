import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { renderApp } from '@/test/render';
import { serveRequests, server } from '@/test/server';
import { DueValuesPage } from './due-values-page';
import { due } from './test-due';

serveRequests();

const staff = due({ period: '2013-08', period_on: '2013-08-01', ended_on: '2013-09-01' });
const otd = due({
  kpi: { ...staff.kpi, id: 'kpi_2', code: 'otd', name: 'On time', needs_parts: true },
});

let items: unknown[];
let sent: unknown[];
let answer: () => Response;

beforeEach(() => {
  items = [staff, otd];
  sent = [];
  answer = () => {
    items = [];
    return HttpResponse.json({
      item: { rows: 2, inserted: 2, corrected: 0, unchanged: 0, rejected_count: 0, rejected: [] },
      moved: [],
      seq: 7,
    });
  };
  server.use(
    http.get('*/api/v1/due-values', () => HttpResponse.json({ items, next_cursor: null })),
    http.post('*/api/v1/measurements', async ({ request }) => {
      sent.push(await request.json());
      return answer();
    }),
  );
});

const cell = (name: RegExp) => screen.findByRole('textbox', { name });

test('values are typed with the keyboard alone and saved at once', async () => {
  const user = userEvent.setup();
  await renderApp(<DueValuesPage />);
  await user.click(await cell(/^Value of Staff/));
  await user.keyboard('41{Enter}');
  expect(await cell(/^Numerator of On time/)).toHaveFocus();
  await user.keyboard('17{ArrowRight}20');
  expect(await cell(/^Denominator of On time/)).toHaveValue('20');
  await user.keyboard('{Control>}s{/Control}');
  expect(await screen.findByText('2 values saved.')).toBeVisible();
  expect(await screen.findByText('Nothing is missing')).toBeVisible();
  expect(sent).toEqual([
    {
      items: [
        { kpi: 'staff', unit: 'EWR', period: '2013-08-01', value: 41, note: '' },
        {
          kpi: 'otd',
          unit: 'EWR',
          period: '2013-09-01',
          numerator: 17,
          denominator: 20,
          note: '',
        },
      ],
    },
  ]);
});

test('a row says until when its value is in time, and when it is late', async () => {
  items = [staff, { ...otd, due_on: '2013-10-21', is_late: false }];
  await renderApp(<DueValuesPage />);
  expect(await screen.findByText('late, due 7 Oct')).toBeVisible();
  expect(screen.getByText('due 21 Oct')).toBeVisible();
});

test('Escape takes back, a mistake stands at its cell, and nothing is sent', async () => {
  const user = userEvent.setup();
  await renderApp(<DueValuesPage />);
  const value = await cell(/^Value of Staff/);
  await user.click(value);
  await user.keyboard('5{Escape}');
  expect(value).toHaveValue('');
  await user.keyboard('1,234{Enter}');
  expect(value).toHaveAccessibleDescription(/two ways/);
  await user.click(screen.getByRole('button', { name: /Save 1 value/ }));
  expect(await screen.findByRole('alert')).toHaveTextContent('1 row has a mistake');
  expect(sent).toEqual([]);
});

test('a block is pasted over rows and columns', async () => {
  const user = userEvent.setup();
  await renderApp(<DueValuesPage />);
  await user.click(await cell(/^Value of Staff/));
  await user.paste('40\n17\t20\tlate\n9');
  expect(await cell(/^Value of Staff/)).toHaveValue('40');
  expect(await cell(/^Denominator of On time/)).toHaveValue('20');
  expect(await cell(/^Note of On time/)).toHaveValue('late');
  expect(screen.getByRole('alert')).toHaveTextContent('1 pasted cell had no place');
});

test('what the server refuses stands at its cell', async () => {
  const user = userEvent.setup();
  answer = () =>
    HttpResponse.json(
      {
        type: '',
        title: 'Unprocessable',
        status: 422,
        code: 'date_out_of_range',
        detail: 'too early',
        field: 'items.0.period',
        errors: [{ field: 'items.0.period', code: 'date_out_of_range', message: 'too early' }],
        trace_id: null,
      },
      { status: 422 },
    );
  await renderApp(<DueValuesPage />);
  await user.click(await cell(/^Value of Staff/));
  await user.keyboard('41');
  await user.click(screen.getByRole('button', { name: /Save 1 value/ }));
  await waitFor(async () =>
    expect(await cell(/^Value of Staff/)).toHaveAccessibleDescription('too early'),
  );
});
