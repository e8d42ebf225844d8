/** What somebody does who has never seen Azimuth: signs in, reads, opens a number, and sees one move. */
import { administrator, operations, password } from './support/api';
import { expect, ready, test } from './support/fixtures';
import { reportable } from './support/goals';

test('a stranger signs in and finds where a number comes from', async ({ page, w, faults }) => {
  await page.goto('/company');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel(w('access:email')).fill(administrator);
  await page.getByLabel(w('access:password'), { exact: true }).fill('not the password');
  faults.expect(/status of 401/);
  await page.getByRole('button', { name: w('access:signIn.submit') }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel(w('access:password'), { exact: true }).fill(password);
  await page.getByRole('button', { name: w('access:signIn.submit') }).click();

  await test.step('the company page opens with a sentence and its objectives', async () => {
    await expect(page).toHaveURL(/\/company$/);
    await ready(page, w);
    await expect(page.getByRole('heading', { name: w('company:objectives') })).toBeVisible();
  });

  await test.step('an objective is one click away', async () => {
    const objective = page.locator('main a[href^="/objectives/obj_"]').first();
    const title = (await objective.innerText()).trim();
    await objective.click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  });

  await test.step('a number opens its proof, which the arrow keys walk', async () => {
    const door = page.locator('[id^=kr_]').getByTitle(w('common:proof.open')).first();
    await door.click();
    const proof = page.getByRole('dialog', { name: w('common:proof.title') });
    await expect(proof).toBeVisible();
    const lines = proof.getByRole('treeitem');
    const focused = proof.locator('[role=treeitem]:focus');
    await expect(focused).toHaveCount(1);
    expect(await lines.count()).toBeGreaterThan(1);
    await page.keyboard.press('Home');
    await expect(lines.first()).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(lines.nth(1)).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(lines.first()).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(proof).toBeHidden();
    await expect(door).toBeFocused();
  });
});

test('a check-in elsewhere moves the company page without a reload', async ({ person, w }) => {
  const reader = await person(administrator);
  const goal = await reportable(reader.api, operations);
  await reader.page.goto('/company');
  await ready(reader.page, w);
  const before = await shownValue(reader.page, goal.id);
  await reader.page.evaluate(() => {
    (window as unknown as { stayed: boolean }).stayed = true;
  });

  const owner = await person(operations);
  await owner.page.goto('/check-in');
  await ready(owner.page, w);
  const row = owner.page.locator(`[data-row="${goal.id}"]`);
  const value = row.locator('[data-field=value] input');
  await value.fill(goal.typed);
  await row.getByRole('textbox').last().fill('E2E');
  await row.getByRole('button', { name: w('check-ins:saveRow', { title: goal.title }) }).click();
  await expect(row.getByRole('status').or(row.getByText(goal.typed)).first()).toBeVisible();

  await expect.poll(() => shownValue(reader.page, goal.id)).not.toBe(before);
  expect(await shownValue(reader.page, goal.id)).toContain(goal.shown);
  const stayed = await reader.page.evaluate(
    () => (window as unknown as { stayed?: boolean }).stayed,
  );
  expect(stayed, 'the page was not loaded again').toBe(true);
});

test('a week passes in the demo and every page follows', async ({ person, w }) => {
  const { page, api } = await person(administrator);
  await page.goto('/company');
  await ready(page, w);
  const before = await api.session();
  await page.getByRole('button', { name: w('app:demo.advanceLabel') }).click();
  await expect(page.getByText(w('app:demo.advancedHint'))).toBeVisible({ timeout: 60_000 });
  const after = await api.session();
  const days = (Date.parse(after.now) - Date.parse(before.now)) / 86_400_000;
  expect(Math.round(days)).toBe(7);
  const shown = await page.locator('header time').getAttribute('datetime');
  expect(Math.abs(Date.parse(shown ?? '') - Date.parse(after.now))).toBeLessThan(60_000);
});

/** The value of a key result as its row says it. */
async function shownValue(page: import('@playwright/test').Page, id: string): Promise<string> {
  return (await page.locator(`#${id}`).innerText()).replace(/\s+/g, ' ');
}
