/** axe, WCAG 2.2 AA, on every page and on what opens over it, in both themes; the projects bring both languages. */
import type { Page } from '@playwright/test';
import { Api, administrator } from './support/api';
import { barriers, expectNoBarrier } from './support/barriers';
import { expect, ready, test } from './support/fixtures';
import { placeNames, placeOf } from './support/places';

for (const theme of ['light', 'dark'] as const) {
  for (const { name, as } of placeNames) {
    test(`${name}, ${theme}`, async ({ person, w }) => {
      const { page, api } = await person(as ?? administrator);
      await api.look({ theme });
      await page.goto((await placeOf(api, name)).path);
      await ready(page, w);
      await expectNoBarrier(page);
    });
  }

  test(`sign-in, ${theme}`, async ({ page, w }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.goto('/sign-in');
    await ready(page, w);
    await expectNoBarrier(page);
  });

  test(`what opens over a page, ${theme}`, async ({ person, w }) => {
    const { page, api } = await person(administrator);
    await api.look({ theme });
    await page.goto((await placeOf(api, 'objective')).path);
    await ready(page, w);
    await test.step('the proof', async () => {
      await page.getByTitle(w('common:proof.open')).nth(1).click();
      await expect(page.getByRole('treeitem').first()).toBeVisible();
      await expectNoBarrier(page);
      await page.keyboard.press('Escape');
    });
    await test.step('a form', async () => {
      await page.keyboard.press('n');
      await expect(page.getByRole('dialog')).toBeVisible();
      await settled(page);
      await expectNoBarrier(page);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    });
    await test.step('the palette', async () => {
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('option').first()).toBeVisible();
      await expectNoBarrier(page);
    });
  });
}

test('axe finds what it is there to find', async ({ person, w }) => {
  const { page } = await person(administrator);
  await page.goto('/account');
  await ready(page, w);
  await page.evaluate(() => {
    const image = document.createElement('img');
    image.src = '/favicon.svg';
    const button = document.createElement('button');
    document.querySelector('main')?.append(image, button);
  });
  const found = (await barriers(page)).map(({ id }) => id);
  expect(found).toEqual(expect.arrayContaining(['image-alt', 'button-name']));
});

test('the page says in which language it is', async ({ person, language, demo }) => {
  const { page, context } = await person(administrator);
  await page.goto('/company');
  const own = language === 'zh' ? 'zh-CN' : 'en';
  const other = own === 'en' ? 'zh-CN' : 'en';
  await expect(page.locator('html')).toHaveAttribute('lang', own);
  const api = new Api(context.request, demo.url);
  await api.look({ locale: other });
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', other);
  await api.look({ locale: own });
});

/** Colours are judged once a drawer stands still. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => null))),
  );
}
