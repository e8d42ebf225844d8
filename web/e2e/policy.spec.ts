/**
 * What libraries draw only when somebody points at it: tooltips, pickers, lists, the map. Each is a place where a style
 * or a script could slip past the content security policy; every test fails when one does (support/faults.ts).
 */
import type { Page } from '@playwright/test';
import { administrator } from './support/api';
import { expect, ready, test } from './support/fixtures';
import { placeOf } from './support/places';

async function sweep(page: Page, selector: string): Promise<void> {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} is not on the page`);
  for (const share of [0.2, 0.5, 0.8]) {
    await page.mouse.move(box.x + box.width * share, box.y + box.height / 2, { steps: 5 });
  }
}

test('a chart under the pointer, its lists and its calendar', async ({ person, w }) => {
  const { page, api } = await person(administrator);
  await page.goto((await placeOf(api, 'kpi')).path);
  await ready(page, w);
  await expect(page.locator('main canvas').first()).toBeVisible();
  await sweep(page, 'main canvas');
  for (const list of await page.getByRole('combobox').all()) {
    await list.click();
    await page.keyboard.press('Escape');
  }
  await page.locator('.ant-picker-range').first().click();
  await expect(page.locator('.ant-picker-dropdown:visible')).toBeVisible();
  await page.keyboard.press('Escape');
});

test('the map, pushed and zoomed', async ({ person, w }) => {
  const { page } = await person(administrator);
  await page.goto('/alignment');
  await ready(page, w);
  const map = page.locator('.react-flow');
  await expect(map.locator('.react-flow__node').first()).toBeVisible();
  await sweep(page, '.react-flow');
  await page.mouse.down();
  await page.mouse.move(400, 500, { steps: 4 });
  await page.mouse.up();
  await page.mouse.wheel(0, -240);
});

test('every drawer of administration', async ({ person, w }) => {
  const { page, api } = await person(administrator);
  const drawers: [string, string][] = [
    ['/admin/people', w('admin:people.create')],
    ['/admin/units', w('admin:units.create')],
    ['/admin/cycles', w('admin:cycles.create')],
    ['/admin/pillars', w('admin:pillars.create')],
    ['/admin/tokens', w('accounts:token.new')],
    [(await placeOf(api, 'admin-person')).path, w('admin:membership.add')],
    [(await placeOf(api, 'admin-person')).path, w('admin:manager.set')],
    [(await placeOf(api, 'admin-person')).path, w('admin:account.edit')],
  ];
  for (const [path, button] of drawers) {
    await page.goto(path);
    await ready(page, w);
    await page.getByRole('button', { name: button, exact: true }).first().click();
    const drawer = page.getByRole('dialog');
    await expect(drawer).toBeVisible();
    for (const list of await drawer.getByRole('combobox').all()) {
      await list.click();
      await page.keyboard.press('Escape');
      if (!(await drawer.isVisible())) break;
    }
  }
});
