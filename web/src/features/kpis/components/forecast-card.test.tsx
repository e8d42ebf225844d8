import { screen, within } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import { expect, test } from 'vitest';
import type { Locale } from '@/shared/lib/format';
import { renderApp } from '@/test/render';
import { serveRequests, server } from '@/test/server';
import { forecastOf, kpi } from '../test-series';
import type { Forecast } from '../wire';
import { ForecastCard } from './forecast-card';

serveRequests();

const method = {
  key: 'levels',
  step: 'day' as const,
  is_seasonal: false,
  compared: [{ key: 'levels', error: 12, naive_error: 20, asked: 9 }],
};

async function open(forecast: Forecast, search = {}, locale: Locale = 'en') {
  server.use(
    http.get('*/api/v1/kpis/flights_operated/forecast', () => HttpResponse.json(forecast)),
  );
  await renderApp(<ForecastCard kpi={kpi} search={search} />, { locale });
}

test('a target has its chance in a number and a word, beside what is expected', async () => {
  const target = { floor: 800, target: 2000, stretch: null, range_low: null, range_high: null };
  await open(
    forecastOf({
      method,
      targets: [
        {
          until: 'target',
          cycle: null,
          start: '2013-10-01',
          end: '2014-01-01',
          target,
          so_far: 140,
          value: 920,
          lower: 900,
          upper: 950,
          probability: 0.04,
          floor_probability: 0.97,
        },
      ],
      anomalies: [
        {
          period: '2013-02',
          start: '2013-02-01',
          end: '2013-03-01',
          value: 5,
          expected: 10,
          score: -4.2,
        },
      ],
      staleness: {
        latest_start: '2013-10-01',
        latest_end: '2013-10-02',
        due_on: '2013-10-09',
        is_late: true,
        late_periods: 3,
      },
    }),
  );
  const row = await screen.findByRole('row', { name: /31 Dec 2013/ });
  const cells = within(row)
    .getAllByRole('cell')
    .map((cell) => cell.textContent?.replace(/\u00a0/g, ' '));
  expect(cells[0]).toContain('140');
  expect(cells[1]).toContain('920');
  expect(cells[3]).toBe('4 %: hardly');
  expect(screen.getByText(/off by 12/)).toBeInTheDocument();
  expect(screen.getByText(/Out of the ordinary: 5/)).toBeInTheDocument();
  expect(screen.getByText(/3 values are late/)).toBeInTheDocument();
});

test('too little data is said, in both languages', async () => {
  await open(forecastOf({ point_count: 3 }));
  expect(await screen.findByText(/3 values are too little data/)).toBeInTheDocument();
});

test('the Chinese page says it too', async () => {
  await open(forecastOf({ point_count: 3 }), {}, 'zh-CN');
  expect(await screen.findByText(/只有 3 个值/)).toBeInTheDocument();
});

test('what was known on a past day has no future', async () => {
  await open(forecastOf({ method }), { as_of: '2013-08-20' });
  expect(screen.queryByText('What comes next')).not.toBeInTheDocument();
});
