import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { expect, test, vi } from 'vitest';
import type { Locale } from '@/shared/lib/format';
import { renderApp } from '@/test/render';
import { serveRequests, server } from '@/test/server';
import type { KpiSearch } from '../search';
import { forecastOf, kpi, monthPoint, series } from '../test-series';
import { SeriesCard } from './series-card';

// A canvas is not drawn here; its sentence is what counts.
vi.mock('@/shared/ui/chart/lazy-chart', () => ({
  LazyChart: ({ label }: { label: string }) => <div role="img" aria-label={label} />,
}));

serveRequests();

const now = series({ points: [monthPoint(7, 90), monthPoint(8, 70), monthPoint(9, 60)] });
const then = series({ points: [monthPoint(7, 90), monthPoint(8, 65, { is_complete: false })] });

async function open(search: KpiSearch, locale: Locale = 'en') {
  server.use(
    http.get('*/api/v1/kpis/flights_operated/forecast', () => HttpResponse.json(forecastOf())),
    http.get('*/api/v1/units', () => HttpResponse.json({ items: [], next_cursor: null })),
    http.get('*/api/v1/kpis/flights_operated/series', ({ request }) => {
      const day = new URL(request.url).searchParams.get('as_of');
      if (day && day > '2013-10-15') {
        const error = { field: 'as_of', code: 'date_out_of_range', message: 'not yet' };
        const body = { title: 'Refused', status: 422, code: 'invalid', errors: [error] };
        return HttpResponse.json(body, { status: 422 });
      }
      return HttpResponse.json(day ? then : now);
    }),
  );
  const onSearch = vi.fn();
  await renderApp(<SeriesCard kpi={kpi} search={search} onSearch={onSearch} />, { locale });
  const table = await screen.findByRole('table');
  const cells = (name: RegExp) =>
    within(within(table).getByRole('row', { name })).getAllByRole('cell');
  return { onSearch, table, cells };
}

const plain = (element?: HTMLElement) => element?.textContent?.replace(/\u00a0/g, ' ');

test('now every number is a door, and nothing speaks of another day', async () => {
  const { cells } = await open({});
  expect(within(cells(/Aug 2013/)[0] as HTMLElement).getByRole('button')).toHaveTextContent('70');
  expect(screen.queryByText(/As known on/)).not.toBeInTheDocument();
});

test('a past day shows what was known, beside what is known now, and opens its own proof', async () => {
  const { cells, table, onSearch } = await open({ as_of: '2013-08-20' });
  expect(await screen.findByRole('status')).toHaveTextContent(
    'As known on 20 August 2013. 1 period has another value today. 1 period became known later.',
  );
  expect(
    cells(/Aug 2013 until then/)
      .slice(0, 2)
      .map(plain),
  ).toEqual(['65 flights', '≠ Another value today: 70 flights']);
  expect(
    cells(/Sept 2013/)
      .slice(0, 2)
      .map(plain),
  ).toEqual(['–', 'Known later: 60 flights']);
  expect(
    cells(/Jul 2013/)
      .slice(0, 2)
      .map(plain),
  ).toEqual(['90 flights', '90 flights']);
  for (const row of within(table).getAllByRole('row').slice(1)) {
    // The period can still be chosen for the breakdown, and the value of then opened.
    expect(within(row).getAllByRole('button')).toHaveLength(2);
  }
  expect(screen.getByRole('img', { name: /^As known on 20 August 2013\./ })).toHaveAccessibleName(
    /last 65.* 1 period has another value today\./,
  );
  await userEvent.click(screen.getByRole('button', { name: 'Back to now' }));
  expect(onSearch).toHaveBeenCalledWith({ as_of: undefined });
});

test('it says so in Chinese', async () => {
  await open({ as_of: '2013-08-20' }, 'zh-CN');
  expect(await screen.findByText('截至2013年8月20日所知', { selector: 'b' })).toBeInTheDocument();
});

test('today is now', async () => {
  await open({ as_of: '2013-10-15' });
  expect(screen.queryByText(/As known on/)).not.toBeInTheDocument();
});

test('a day that has not come is refused at the control, and the present stays', async () => {
  const { cells } = await open({ as_of: '2013-11-01' });
  expect(screen.getByRole('alert')).toHaveTextContent('not yet');
  expect(screen.getByRole('alert')).toHaveTextContent('What is known now is shown instead.');
  expect(plain(cells(/Aug 2013/)[0])).toBe('70 flights');
});
