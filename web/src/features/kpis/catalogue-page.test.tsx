import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { Suspense } from 'react';
import { expect, test, vi } from 'vitest';
import { renderApp } from '@/test/render';
import { serveRequests, server } from '@/test/server';
import { CataloguePage } from './catalogue-page';
import type { ReadyKpi } from './wire';

serveRequests();

const entry = (given: Partial<ReadyKpi>): ReadyKpi => ({
  code: 'win_rate',
  category: 'sales',
  name: 'Win rate',
  names: { en: 'Win rate', 'zh-CN': '赢单率' },
  question: 'How many do we win?',
  description: 'Won, divided by won or lost.',
  unit: '%',
  format: 'percent',
  decimals: 1,
  direction: 'higher',
  frequency: 'month',
  time_aggregation: 'ratio',
  unit_aggregation: 'ratio',
  missing_policy: 'null',
  perspective: 'customer',
  perspective_name: 'Customer',
  leading: false,
  scope: 'Decided opportunities',
  exclusions: 'Withdrawn ones',
  abuse_risk: 'Lost ones stay open',
  counter: { code: 'qualified_pipeline', name: 'Qualified pipeline', kpi: null },
  due_working_days: 3,
  kpi: null,
  may_copy: true,
  ...given,
});

const taken = {
  id: 'kpi_1',
  code: 'absence_rate',
  name: 'Absence',
  unit: '%',
  format: 'percent',
  decimals: 1,
  direction: 'lower',
} as const;

async function open(entries: ReadyKpi[], ready?: string) {
  const copied: unknown[] = [];
  server.use(
    http.get('*/api/v1/kpi-catalogue', () =>
      HttpResponse.json({ items: entries, next_cursor: null }),
    ),
    http.post('*/api/v1/kpi-catalogue/:code/copy', async ({ params, request }) => {
      copied.push([params.code, await request.json()]);
      return HttpResponse.json({ item: { code: 'x', name: 'Win rate' }, moved: [], seq: 9 });
    }),
  );
  const onSearch = vi.fn();
  await renderApp(
    <Suspense fallback={null}>
      <CataloguePage search={{ view: 'catalogue', ready }} onSearch={onSearch} />
    </Suspense>,
  );
  await screen.findByRole('heading', { level: 1 });
  return { copied, onSearch };
}

test('a definition is copied with one press, and one that is there says so', async () => {
  const other = { code: 'absence_rate', category: 'people', name: 'Absence rate', kpi: taken };
  const { copied, onSearch } = await open([entry({}), entry(other)]);
  const user = userEvent.setup();
  const people = within(screen.getByRole('region', { name: 'People' }));
  expect(people.getByRole('button', { name: 'Copy: Absence rate' })).toBeDisabled();
  expect(people.getByRole('link', { name: 'In the library' })).toHaveAttribute(
    'href',
    '/kpis/absence_rate',
  );
  await user.click(screen.getByRole('button', { name: 'Copy: Win rate' }));
  await waitFor(() => expect(copied).toEqual([['win_rate', {}]]));
  await user.click(screen.getByRole('button', { name: 'Win rate' }));
  expect(onSearch).toHaveBeenCalledWith({ ready: 'win_rate' });
});

test('whoever may not copy is told who may', async () => {
  await open([entry({ may_copy: false })]);
  expect(screen.getByText(/Performance administrators copy them/)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Copy: Win rate' })).toBeDisabled();
});

test('the sheet shows all of it, and a second copy asks for another code', async () => {
  const user = userEvent.setup();
  const { copied, onSearch } = await open([entry({ kpi: taken })], 'win_rate');
  const sheet = within(await screen.findByRole('dialog'));
  for (const text of ['Decided opportunities', 'Withdrawn ones', 'Lost ones stay open', '赢单率']) {
    expect(sheet.getByText(text)).toBeInTheDocument();
  }
  expect(sheet.getByText('3 working days after the period')).toBeInTheDocument();
  await user.click(sheet.getByRole('button', { name: 'Qualified pipeline' }));
  expect(onSearch).toHaveBeenCalledWith({ ready: 'qualified_pipeline' });
  const copy = sheet.getByRole('button', { name: 'Copy' });
  expect(copy).toBeDisabled();
  await user.type(sheet.getByRole('textbox', { name: 'Another code' }), 'win_rate_2');
  await user.click(copy);
  await waitFor(() => expect(copied).toEqual([['win_rate', { code: 'win_rate_2' }]]));
});
