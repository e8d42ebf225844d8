/** A warning opens by itself, is acknowledged with its cause, and opens the objective that is to mend it. */
import type { Page } from '@playwright/test';
import { type Api, administrator, member } from './support/api';
import { expectNoBarrier } from './support/barriers';
import { expect, ready, test } from './support/fixtures';

const name = 'Bags on the first belt';
const cause = 'Belt 3 is out of order';
const watchedWithin = { timeout: 45_000 };

/** A KPI whose latest complete month is worse than its floor; gives its code once the warning is there. */
async function warned(api: Api): Promise<string> {
  const { today, person } = await api.session();
  const code = `bags_${Date.now()}`;
  const made = await api.post<{ item: { id: string } }>('/kpis', {
    code,
    name,
    direction: 'higher',
    frequency: 'month',
    format: 'percent',
    decimals: 1,
    time_aggregation: 'mean',
    unit_aggregation: 'mean',
    owner_person_id: person?.id,
  });
  const year = Number(today.slice(0, 4));
  await api.post('/kpi-targets', {
    kpi_id: made.item.id,
    starts_on: `${year}-01-01`,
    ends_on: `${year + 1}-01-01`,
    floor: 0.9,
    target: 0.95,
  });
  const months = Number(today.slice(5, 7)) - 1;
  for (let month = 1; month <= months; month++) {
    const first = `${year}-${String(month).padStart(2, '0')}-01`;
    const value = month === months ? 0.8 : 0.96;
    await api.put(`/kpis/${code}/values/${first}`, { value });
  }
  // The watch takes turns, a few KPIs each second.
  await expect
    .poll(async () => {
      const path = `/alerts?kpi=${code}&kind=corridor_breach`;
      return (await api.get<{ items: object[] }>(path)).items.length;
    }, watchedWithin)
    .toBe(1);
  return code;
}

test('a warning is acknowledged with a cause and opens a recovery', async ({ person, w }) => {
  const { api, page } = await person(administrator);
  const code = await warned(api);
  const inbox = `/alerts?kpi=${code}&kind=corridor_breach`;
  const stateOn = (on: Page, word: string) =>
    on.getByRole('button', {
      name: w('alerts:openOne', { state: w(`alerts:state.${word}`), name }),
    });
  const state = (word: string) => stateOn(page, word);

  await test.step('whoever does not answer for the KPI reads and does not acknowledge', async () => {
    const other = await person(member);
    await other.page.goto(inbox);
    await ready(other.page, w);
    await stateOn(other.page, 'open').click();
    const drawer = other.page.getByRole('dialog');
    await expect(drawer.getByText(w('alerts:kind.corridor_breach'))).toBeVisible();
    await expect(drawer.getByRole('textbox')).toHaveCount(0);
  });

  await page.goto(inbox);
  await ready(page, w);
  await state('open').click();
  const form = page.getByRole('dialog');
  await expect(form.getByText(w('alerts:kind.corridor_breach'))).toBeVisible();

  await test.step('without a cause nothing is said', async () => {
    await form.getByRole('button', { name: w('alerts:acknowledge.save') }).click();
    await expect(form.getByText(w('common:form.required'))).toBeVisible();
  });

  await test.step('the recovery is put forward with words and numbers', async () => {
    await form.getByLabel(w('alerts:acknowledge.cause')).fill(cause);
    await form.getByRole('radio', { name: w('alerts:mending.recovery') }).click();
    const title = form.getByRole('textbox', { name: w('alerts:recovery.title'), exact: true });
    await expect(title).toHaveValue(new RegExp(name));
    await expectNoBarrier(page);
    await form.getByRole('button', { name: w('alerts:acknowledge.save') }).click();
    await expect(form).toHaveCount(0);
  });

  await test.step('the warning shows what mends it, and that shows the warning', async () => {
    await state('acknowledged').click();
    const link = form.getByRole('link', { name: new RegExp(name) });
    await expect(form.getByText(cause).first()).toBeVisible();
    await link.click();
    await ready(page, w);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
    await expect(page.getByRole('heading', { name: w('objectives:alerts.title') })).toBeVisible();
    await expect(page.getByText(cause).last()).toBeVisible();
    await expect(page.getByText(/→\s*95/).first()).toBeVisible();
    await expectNoBarrier(page);
  });
});
