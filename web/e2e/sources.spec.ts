/** A source is made, tried without writing, run, run again without a change, and says what went wrong. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { administrator } from './support/api';
import { expectNoBarrier } from './support/barriers';
import { expect, ready, test } from './support/fixtures';

test('a database query is tried, run, and says what went wrong', async ({ person, demo, w }) => {
  const { api, page } = await person(administrator);
  const code = `seats_${Date.now()}`;
  await api.post('/kpis', {
    code,
    name: 'Seats sold',
    direction: 'higher',
    frequency: 'month',
    format: 'number',
    decimals: 0,
    time_aggregation: 'sum',
    unit_aggregation: 'sum',
  });
  // An empty file is a database without tables; the query brings its rows itself.
  writeFileSync(join(demo.files, 'warehouse.db'), '');
  const { today } = await api.session();
  const month = (back: number) => {
    const day = new Date(`${today.slice(0, 7)}-01T00:00:00Z`);
    day.setUTCMonth(day.getUTCMonth() - back);
    return day.toISOString().slice(0, 10);
  };
  const rows = [1, 2].map((back) => `select '${month(back)}' as period, ${100 * back} as value`);
  const query = `select period, value from (${rows.join(' union all ')}) where period >= :from and period < :to`;
  const run = (kind: 'dryRun' | 'runNow') =>
    page.getByRole('button', { name: w(`sources:${kind}`), exact: true }).click();
  const count = async (label: string, value: string) => {
    const shown = page.locator('dl > div').filter({ hasText: w(`sources:${label}`) });
    await expect(shown.locator('dd').first()).toHaveText(value);
  };

  await test.step('it is made', async () => {
    await page.goto('/sources');
    await ready(page, w);
    await page
      .getByRole('button', { name: w('sources:create') })
      .first()
      .click();
    await page.getByRole('menuitem', { name: w('sources:kind.sql') }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel(w('sources:form.name'), { exact: true }).fill('Warehouse');
    await form.getByLabel(w('sources:form.database'), { exact: true }).fill('sqlite:warehouse.db');
    await form.getByLabel(w('sources:form.sql'), { exact: true }).fill(query);
    await form.getByLabel(new RegExp(`^${w('sources:form.kpi')}`)).fill(code);
    await form.getByRole('combobox', { name: w('sources:form.grain') }).click();
    await page.getByTitle(w('sources:grain.month')).last().click();
    await expectNoBarrier(page);
    await form.getByRole('button', { name: w('common:action.save') }).click();
    await expect(form).toHaveCount(0);
    await page.getByRole('link', { name: 'Warehouse' }).click();
    await ready(page, w);
    await expect(page.getByText(w('sources:neverRun'))).toBeVisible();
  });

  const values = () => api.get<{ items: object[] }>(`/kpis/${code}/measurements`);

  await test.step('a dry run reads and writes nothing', async () => {
    await run('dryRun');
    await count('dryCount.new', '2');
    expect((await values()).items).toEqual([]);
  });

  await test.step('a run records; the same again is no change', async () => {
    await run('runNow');
    await count('count.new', '2');
    expect((await values()).items).toHaveLength(2);
    await run('runNow');
    await count('count.unchanged', '2');
    await expectNoBarrier(page);
  });

  await test.step('a query that fails is told with what was asked and what came back', async () => {
    await page.getByRole('button', { name: w('common:action.edit') }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel(w('sources:form.sql'), { exact: true }).fill('select * from nowhere');
    await form.getByRole('button', { name: w('common:action.save') }).click();
    await expect(form).toHaveCount(0);
    await run('runNow');
    await expect(page.getByText('no such table: nowhere')).toBeVisible();
    await expect(page.getByText('select * from nowhere').last()).toBeVisible();
    expect((await values()).items).toHaveLength(2);
  });

  await test.step('the history keeps every run, and each opens', async () => {
    const runs = page.locator('ul button[aria-current]');
    await expect(runs).toHaveCount(4);
    await runs.last().click();
    await count('dryCount.new', '2');
  });

  await test.step('the list says that the last run went wrong', async () => {
    await page.goto('/sources');
    await ready(page, w);
    await expect(page.getByText(w('sources:outcome.failed')).first()).toBeVisible();
    await expectNoBarrier(page);
  });
});
