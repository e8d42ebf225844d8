import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { renderApp } from '@/test/render';
import { serveRequests, server } from '@/test/server';
import { mapping } from './test-mapping';
import { UploadsPage } from './uploads-page';
import type { Preview } from './wire';

serveRequests();

const base: Preview = {
  form: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  sheets: [],
  sheet: null,
  mapping: mapping(),
  mapping_from: 'guessed',
  missing: [],
  columns: [
    { letters: 'A', name: '指标', role: 'kpi', samples: ['flights'] },
    { letters: 'D', name: '值', role: 'value', samples: ['1,234'] },
  ],
  rows: 2,
  blank: 0,
  inserted: 1,
  corrected: 0,
  unchanged: 0,
  rejected_count: 0,
  rejected: [],
  values: [],
};
const refused: Preview = {
  ...base,
  rejected_count: 1,
  rejected: [
    {
      cell: 'D3',
      row: 3,
      field: 'value',
      text: '1,234',
      code: 'ambiguous_number',
      message: 'choose how numbers are written',
    },
  ],
};

let asked: URLSearchParams[];
let applied: URLSearchParams[];

beforeEach(() => {
  asked = [];
  applied = [];
  server.use(
    http.get('*/api/v1/kpis', () => HttpResponse.json({ items: [], next_cursor: null })),
    http.get('*/api/v1/units', () => HttpResponse.json({ items: [], next_cursor: null })),
    http.post('*/api/v1/uploads/preview', ({ request }) => {
      const said = new URL(request.url).searchParams;
      asked.push(said);
      const numbers = said.get('numbers') as 'point' | null;
      const known = { ...mapping(), numbers };
      return HttpResponse.json(numbers ? { ...base, mapping: known } : refused);
    }),
    http.post('*/api/v1/uploads', ({ request }) => {
      applied.push(new URL(request.url).searchParams);
      const item = { rows: 2, inserted: 1, corrected: 0, unchanged: 0, batch_id: 'bat_1' };
      return HttpResponse.json({ item, moved: [], seq: 7 });
    }),
  );
});

test('a file is looked at, its cell mended by a choice, and taken in', async () => {
  const user = userEvent.setup();
  await renderApp(<UploadsPage />);
  const file = new File(['指标,值\n'], 'flights.csv', { type: 'text/csv' });
  await user.upload(await screen.findByLabelText(/Drop a file here/), file);
  const list = await screen.findByRole('table', { name: 'Cells that cannot be taken' });
  expect(within(list).getByRole('rowheader', { name: 'D3' })).toBeVisible();
  expect(within(list).getByText('choose how numbers are written')).toBeVisible();
  expect(screen.getByRole('button', { name: /Record/ })).toBeDisabled();
  expect(asked[0]?.get('file_name')).toBe('flights.csv');
  expect(asked[0]?.get('layout')).toBeNull();
  await user.click(screen.getByRole('combobox', { name: 'Numbers' }));
  await user.click(await screen.findByText('1,234.5 (decimal point)'));
  const record = await screen.findByRole('button', { name: 'Record 1 value' });
  await expect.poll(() => (record as HTMLButtonElement).disabled).toBe(false);
  expect(asked[1]?.get('kpi_column')).toBe('A');
  await user.click(record);
  expect(await screen.findByText('flights.csv is recorded')).toBeVisible();
  expect([applied[0]?.get('numbers'), applied[0]?.get('layout')]).toEqual(['point', 'rows']);
});
