/** A morning without a mouse: every step of the way has a key. */
import type { Page } from '@playwright/test';
import { operations, password } from './support/api';
import { expect, ready, test } from './support/fixtures';
import { reportable } from './support/goals';

/** Presses Tab until something that `is` has the focus; a page that traps or loses it fails here. */
async function tabTo(page: Page, is: string, stepsMax = 80): Promise<void> {
  for (let step = 0; step < stepsMax; step += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), is)) return;
  }
  throw new Error(`${is} is not reached within ${stepsMax} Tabs`);
}

test('signs in, reads, opens a proof and checks in by the keyboard alone', async ({
  page,
  w,
  person,
}) => {
  const { api } = await person(operations);
  const goal = await reportable(api, operations);

  await test.step('sign in', async () => {
    await page.goto('/');
    await expect(page.getByLabel(w('access:email'))).toBeFocused();
    await page.keyboard.type(operations);
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('navigation', { name: w('app:nav.label') })).toBeVisible();
    await ready(page, w);
  });

  await test.step('the first Tab of a page skips to its content', async () => {
    await page.reload();
    await ready(page, w);
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: w('app:skip') })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('main')).toBeFocused();
  });

  await test.step('g c goes to the company, Tab to a number, Enter opens its proof', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await expect(page).toHaveURL(/\/company/);
    await ready(page, w);
    await tabTo(page, 'main button[aria-haspopup=dialog]');
    await page.keyboard.press('Enter');
    const proof = page.getByRole('dialog', { name: w('common:proof.title') });
    await expect(proof.locator('[role=treeitem]:focus')).toHaveCount(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await expect(proof).toBeHidden();
  });

  await test.step('g o opens the list; arrows and Enter open an objective', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await expect(page).toHaveURL(/\/objectives/);
    const grid = page.getByRole('grid');
    await expect(grid.getByRole('row').nth(1)).toBeVisible();
    await tabTo(page, '[role=gridcell]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/objectives\/obj_/);
    await ready(page, w);
  });

  await test.step('the palette finds a page by its name', async () => {
    await page.keyboard.press('Control+k');
    await expect(page.getByPlaceholder(w('app:palette.placeholder'))).toBeFocused();
    await page.keyboard.type(w('app:command.units'));
    await expect(page.getByRole('option', { name: w('app:command.units') })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/units$/);
  });

  await test.step('? lists the keys', async () => {
    await ready(page, w);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: w('app:shortcuts.title') })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('u opens the sheet; a value is typed and Enter saves it', async () => {
    await page.keyboard.press('u');
    await expect(page).toHaveURL(/\/check-in/);
    await ready(page, w);
    await tabTo(page, `[data-row="${goal.id}"] [data-field=value] input`, 200);
    await page.keyboard.press('Control+a');
    await page.keyboard.type(goal.typed);
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => {
        const { current_value } = await api.get<{ current_value: number }>(
          `/key-results/${goal.id}`,
        );
        return current_value;
      })
      .not.toBeNull();
    await expect(page.getByText(w('check-ins:allSaved'))).toBeVisible();
  });
});
