/** What was known on a past day: a correction changes the present, and the day before it still shows what it showed. */
import { type Api, administrator } from './support/api';
import { expectNoBarrier } from './support/barriers';
import { expect, ready, test } from './support/fixtures';

const kpi = 'flights_operated';
const unit = 'EWR-UA';
const added = 7;

interface Point {
  period: string;
  value: number | null;
}

/** The day so many days before the one the server says it is. */
function dayBefore(day: string, days = 1): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}

/** The latest day with a value that was known when `day` ended. */
async function lastKnown(api: Api, day: string): Promise<{ period: string; value: number }> {
  const path = `/kpis/${kpi}/series?unit=${unit}&grain=day&as_of=${day}`;
  const { points } = await api.get<{ points: Point[] }>(path);
  const point = points.findLast(({ value }) => value !== null);
  if (!point) throw new Error(`nothing of ${kpi} was known on ${day}`);
  return { period: point.period, value: point.value ?? 0 };
}

test('a correction is of today; the day before shows what was known', async ({ person, w }) => {
  const { page, api } = await person(administrator);
  const { today } = await api.session();
  const yesterday = dayBefore(today);
  const before = await lastKnown(api, yesterday);
  const corrected = before.value + added;
  await api.put(`/kpis/${kpi}/values/${before.period}?unit=${unit}`, {
    value: corrected,
    note: 'Counted again',
  });

  const from = before.period;
  await page.goto(`/kpis/${kpi}?unit=${unit}&grain=day&from=${from}&as_of=${yesterday}`);
  await ready(page, w);
  const table = page.getByRole('region', { name: w('kpis:series.table') });
  const row = table.getByRole('row').last();
  const cells = row.getByRole('cell');
  const back = page.getByRole('button', { name: w('common:asOf.back') });
  const slider = page.getByRole('slider', { name: w('common:asOf.slider') });
  const changed = page.getByText(w('kpis:asOf.changed', { count: 1 }));

  await test.step('a link to the past day shows the old value beside the new one', async () => {
    await expect(back).toBeVisible();
    await expect(cells.first()).toContainText(String(before.value));
    await expect(cells.nth(1)).toContainText(String(corrected));
    await expect(cells.nth(1)).toContainText(w('kpis:asOf.isChanged'));
    await expect(changed.first()).toBeVisible();
    // The value of then opens the proof of then, in which the correction is not.
    await row.getByTitle(w('common:proof.open')).click();
    const proof = page.getByRole('dialog', { name: w('common:proof.title') });
    await expect(proof).toContainText(String(before.value));
    await expect(proof).not.toContainText('Counted again');
    await page.keyboard.press('Escape');
    await expectNoBarrier(page);
  });

  await test.step('back to now there is the new one, and it opens its proof', async () => {
    await back.click();
    await expect(page).not.toHaveURL(/as_of/);
    await expect(slider).toBeFocused();
    await expect(cells.first()).toContainText(String(corrected));
    await expect(row.getByTitle(w('common:proof.open'))).toHaveCount(1);
    await expect(slider).toHaveAttribute('aria-valuetext', w('common:asOf.now'));
    await expectNoBarrier(page);
  });

  await test.step('the keyboard goes to the past and comes back', async () => {
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await expect(page).toHaveURL(new RegExp(`as_of=${yesterday}`));
    await expect(cells.first()).toContainText(String(before.value));
    await page.keyboard.press('End');
    await expect(page).not.toHaveURL(/as_of/);
    await expect(cells.first()).toContainText(String(corrected));
  });
});

test('a day that has not come is refused at the control', async ({ person, w, faults }) => {
  const { page } = await person(administrator);
  faults.expect(/status of 422/);
  await page.goto(`/kpis/${kpi}?as_of=2099-01-01`);
  await ready(page, w);
  const refusal = page.getByRole('alert').filter({ hasText: w('common:asOf.shownInstead') });
  await expect(refusal).toBeVisible();
  await expect(page.getByRole('region', { name: w('kpis:series.table') })).toBeVisible();
  await refusal.getByRole('button', { name: w('common:asOf.back') }).click();
  await expect(refusal).toHaveCount(0);
  await expect(page).not.toHaveURL(/as_of/);
});

test('the company is shown as it was, from page to page, and nothing is changed there', async ({
  person,
  w,
}) => {
  const { page, api } = await person(administrator);
  const { today } = await api.session();
  const day = dayBefore(today, 30);
  const then = await api.get<{ objectives: { id: string; title: string }[] }>(
    `/company?as_of=${day}`,
  );
  const [objective] = then.objectives;
  if (!objective) throw new Error(`the company had no objective on ${day}`);
  await page.goto(`/company?as_of=${day}`);
  await ready(page, w);
  const back = page.getByRole('main').getByRole('button', { name: w('common:asOf.back') });

  await test.step('the banner says so, and a link goes on in the past', async () => {
    await expect(back).toBeVisible();
    await expectNoBarrier(page);
    await page.getByRole('main').getByRole('link', { name: objective.title }).first().click();
    await expect(page).toHaveURL(new RegExp(`objectives/.*as_of=${day}`));
    await expect(back).toBeVisible();
    await expect(page.getByRole('button', { name: w('objectives:edit') })).toHaveCount(0);
    await expectNoBarrier(page);
  });

  await test.step('the keyboard goes a week on in the header', async () => {
    await page
      .getByRole('button', { name: /As of|截至/ })
      .first()
      .click();
    const slider = page.getByRole('slider', { name: w('common:asOf.slider') });
    await slider.focus();
    await page.keyboard.press('PageUp');
    await expect(page).toHaveURL(new RegExp(`as_of=${dayBefore(today, 23)}`));
    await page.keyboard.press('Escape');
  });

  await test.step('the way back leads to now', async () => {
    await back.click();
    await expect(page).not.toHaveURL(/as_of/);
    await expect(back).toHaveCount(0);
  });
});
