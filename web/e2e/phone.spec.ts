/** On a phone 390 px wide: nothing is cut off, nothing has to be pushed sideways, everything can be hit by a finger. */
import type { Page } from '@playwright/test';
import { administrator, operations } from './support/api';
import { expectNoBarrier } from './support/barriers';
import { expect, ready, test } from './support/fixtures';
import { placeNames, placeOf } from './support/places';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

async function expectFits(page: Page): Promise<void> {
  const widths = await page.evaluate(() => ({
    page: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(widths.page, 'no horizontal scrolling').toBeLessThanOrEqual(widths.window);
}

for (const { name, as, isPhone } of placeNames) {
  if (!isPhone) continue;
  test(`${name} fits`, async ({ person, w }) => {
    const { page, api } = await person(as ?? administrator, phone);
    await page.goto((await placeOf(api, name)).path);
    await ready(page, w);
    await expectFits(page);
    await expectNoBarrier(page, ['target-size']);
  });
}

const settleMs = 500;

test('the bar at the foot leads everywhere', async ({ person, w }) => {
  const { page } = await person(operations, phone);
  await page.goto('/');
  await ready(page, w);
  const bar = page.getByRole('navigation', { name: w('app:nav.label') }).last();
  await bar.getByRole('link', { name: w('app:nav.company') }).tap();
  await expect(page).toHaveURL(/\/company/);
  await ready(page, w);
  await bar.getByRole('button', { name: w('app:nav.more') }).tap();
  await expect(page.getByRole('menuitem', { name: w('app:nav.kpis'), exact: true })).toBeVisible();
  // While the menu grows, a finger lands beside what it aims at.
  await page.waitForTimeout(settleMs);
  await page.getByRole('menuitem', { name: w('app:nav.kpis'), exact: true }).tap();
  await expect(page).toHaveURL(/\/kpis/);
  await ready(page, w);
  await expectFits(page);
});

test('a proof fits the phone and closes', async ({ person, w }) => {
  const { page, api } = await person(administrator, phone);
  await page.goto((await placeOf(api, 'objective')).path);
  await ready(page, w);
  await page.locator('[id^=kr_]').getByTitle(w('common:proof.open')).first().tap();
  const proof = page.getByRole('dialog', { name: w('common:proof.title') });
  await expect(proof.getByRole('treeitem').first()).toBeVisible();
  await expectFits(page);
  await proof.getByRole('button', { name: w('common:action.close') }).tap();
  await expect(proof).toBeHidden();
});
