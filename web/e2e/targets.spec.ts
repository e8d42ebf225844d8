/** A year's target is spread, handed to units, and the KPI gets a curve: shown first, then written, by the keyboard. */
import { administrator } from './support/api';
import { expectNoBarrier } from './support/barriers';
import { expect, ready, test } from './support/fixtures';

const kpi = 'flights_operated';
/** Until a drawer has slid in: while it moves, its colours are not yet its own. */
const settleMs = 500;

test('a target is spread over quarters and handed to units', async ({ person, w }) => {
  const { page } = await person(administrator);
  await page.goto(`/kpis/${kpi}/targets?grain=quarter`);
  await ready(page, w);
  const place = (at: string) => page.locator(`[data-place="${at}"]`);

  await test.step('arrows go from cell to cell, Enter opens one', async () => {
    await place('0:0').focus();
    await page.keyboard.press('ArrowDown');
    await expect(place('1:0')).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: w('targets:spread.action') }).click();
  });

  await test.step('what it gives is shown, then set with a reason', async () => {
    await page.getByRole('radio', { name: w('targets:method.working_days') }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('row')).toHaveCount(5);
    await page.waitForTimeout(settleMs);
    await expectNoBarrier(page);
    const set = page.getByRole('button', { name: w('targets:spread.apply', { count: 4 }) });
    await expect(set).toBeDisabled();
    await dialog.getByRole('textbox').fill('The plan of the year');
    await set.click();
    await expect(dialog).toHaveCount(0);
    await expect(place('0:1')).toHaveAttribute('data-own', 'true');
  });

  await test.step('units get theirs by shares', async () => {
    await place('0:0').click();
    await page.getByRole('button', { name: w('targets:cascade.action') }).click();
    await page.getByRole('radio', { name: w('targets:method.shares') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('spinbutton').first().fill('2');
    await dialog.getByRole('textbox').fill('By size');
    await page.getByRole('button', { name: w('targets:cascade.apply', { count: 3 }) }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText(w('targets:lead.even'))).toBeVisible();
  });
});

test('units are compared, and each number opens its proof', async ({ person, w }) => {
  const { page } = await person(administrator);
  await page.goto('/kpis/otd_rate/comparison');
  await ready(page, w);
  await page.getByText(w('comparison:heat.by.rank')).click();
  await expect(page.getByText(w('comparison:heat.byRank'))).toBeVisible();
  await page.getByTitle(w('common:proof.open')).first().click();
  await expect(page.getByRole('treeitem').first()).toBeVisible();
});

test('a KPI gets a curve, and its points open to the line they lie on', async ({ person, w }) => {
  const { page } = await person(administrator);
  await page.goto('/kpis/otd_rate');
  await ready(page, w);
  await page.getByRole('button', { name: w('scoring:add') }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('figure')).toBeVisible();
  await page.waitForTimeout(settleMs);
  await expectNoBarrier(page);
  await dialog.getByRole('textbox').last().fill('As agreed');
  await page.getByRole('button', { name: w('common:action.save') }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: w('scoring:edit') })).toBeVisible();
});
