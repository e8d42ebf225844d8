import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { cyclesQuery } from '@/shared/api/refs';
import { showsPast } from '@/shared/lib/as-of';
import { NumberDoor } from '@/shared/ui/number-door';
import { useProofStore } from '@/shared/ui/proof/proof-store';
import { session } from '@/test/factories';
import { renderApp } from '@/test/render';
import { PastBanner } from './past-banner';
import { TimeControl } from './time-control';

// The server's today is 15 October 2013.
const page = (
  <main id="main" tabIndex={-1}>
    <TimeControl />
    <PastBanner session={session} />
    <NumberDoor proof={{ of: 'objective', id: 'obj_1' }}>56 %</NumberDoor>
  </main>
);

async function open(path: string, locale: 'en' | 'zh-CN' = 'en') {
  const view = await renderApp(page, { path, locale });
  view.client.setQueryData(cyclesQuery.queryKey, { items: [], next_cursor: null });
  return { ...view, user: userEvent.setup() };
}

test('a page of the past says so, and leads back to now', async () => {
  const { router, user } = await open('/company?cycle=cyc_1&as_of=2013-07-15');
  expect(screen.getByRole('status')).toHaveTextContent(
    `You see ${session.organization.name} as it was known on 15 July 2013.`,
  );
  await user.click(screen.getByRole('button', { name: 'Back to now' }));
  expect(router.state.location.search).toEqual({ cycle: 'cyc_1' });
  expect(screen.queryByRole('status')).not.toBeInTheDocument();
  expect(screen.getByRole('main')).toHaveFocus();
});

test('a page that cannot show the past says that it shows now', async () => {
  await open('/check-in?as_of=2013-07-15');
  expect(screen.getByRole('status')).toHaveTextContent('This page shows now.');
});

test('so do the pages behind a KPI; its own page says it at its series', async () => {
  for (const page of ['comparison', 'targets']) {
    const { unmount } = await open(`/kpis/kpi_1/${page}?as_of=2013-07-15`);
    expect(screen.getByRole('status')).toHaveTextContent('as it was known on 15 July 2013.');
    unmount();
  }
  await open('/kpis/kpi_1?as_of=2013-07-15');
  expect(screen.queryByRole('status')).not.toBeInTheDocument();
});

test('it says so in Chinese', async () => {
  await open('/company?as_of=2013-07-15', 'zh-CN');
  expect(screen.getByRole('status')).toHaveTextContent('所知');
});

test('today is now, and so is what is no day', async () => {
  for (const asOf of ['2013-10-15', 'yesterday', '2013-02-31']) {
    const { unmount } = await open(`/company?as_of=${asOf}`);
    expect(screen.queryByRole('status')).not.toBeInTheDocument();
    unmount();
  }
});

test('a number of the past opens the proof of that day', async () => {
  const { user } = await open('/objectives/obj_1?as_of=2013-07-15');
  await user.click(screen.getByRole('button', { name: '56 %' }));
  expect(useProofStore.getState().asOf).toBe('2013-07-15');
});

test('the day is chosen in the header and stands in the address', async () => {
  const { router, user } = await open('/company');
  await user.click(screen.getByRole('button', { name: /choose the day/ }));
  const field = await screen.findByRole('textbox', { name: 'As of' });
  await user.click(field);
  await user.type(field, '2013-07-15{Enter}');
  expect(router.state.location.search).toEqual({ as_of: '2013-07-15' });
});

test('which pages show the past', () => {
  for (const path of [
    '/',
    '/company',
    '/units/unit_1',
    '/people/p',
    '/objectives',
    '/objectives/o',
    '/kpis/kpi_1/comparison',
    '/kpis/kpi_1/targets',
  ]) {
    expect(showsPast(path), path).toBe(true);
  }
  for (const path of ['/admin', '/units', '/check-in', '/kpis/kpi_1', '/companyx']) {
    expect(showsPast(path), path).toBe(false);
  }
});
