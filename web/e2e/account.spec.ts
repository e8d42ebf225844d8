/** One's own account: choices hold at once and for good, other browsers can be signed out. */
import { member, password } from './support/api';

import { expect, ready, test } from './support/fixtures';

/** Nobody else's tests sign in with it: its sessions are ended here. */
const elsewhere = 'yan.huang@nyc-air.example';

test('theme, density and language apply at once and outlive the page', async ({
  person,
  w,
  language,
}) => {
  const { page, api } = await person(member);
  await page.goto('/account');
  await ready(page, w);
  const html = page.locator('html');
  await page.getByText(w('account:appearance.dark'), { exact: true }).click();
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await page.getByText(w('account:appearance.compact'), { exact: true }).click();
  await expect(html).toHaveAttribute('data-density', 'compact');
  const other = language === 'zh' ? 'en' : 'zh-CN';
  const word = language === 'zh' ? w('account:appearance.en') : w('account:appearance.zh');
  await page.getByText(word, { exact: true }).last().click();
  await expect(html).toHaveAttribute('lang', other);
  await expect
    .poll(async () => (await api.get<{ user: object }>('/session')).user)
    .toMatchObject({ theme: 'dark', density: 'compact', locale: other });
  await page.reload();
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await expect(html).toHaveAttribute('lang', other);
  const own = language === 'zh' ? 'zh-CN' : 'en';
  await api.look({ theme: 'system', density: 'comfortable', locale: own });
});

test('a wrong password is said at its field; other browsers are signed out', async ({
  newcomer,
  w,
  faults,
}) => {
  const here = await newcomer(elsewhere);
  const there = await newcomer(elsewhere);
  await there.page.goto('/company');
  await ready(there.page, w);
  await here.page.goto('/account');
  await ready(here.page, w);

  await here.page.getByLabel(w('account:password.current')).fill('wrong password');
  await here.page.getByLabel(w('account:password.new'), { exact: true }).fill(password);
  faults.expect(/status of 422/);
  await here.page.getByRole('button', { name: w('account:password.submit') }).click();
  await expect(here.page.locator('.ant-form-item-explain-error')).toHaveCount(1);

  await here.page.getByRole('button', { name: w('account:sessions.endOthers') }).click();
  await expect(here.page.getByText(w('account:sessions.this'))).toBeVisible();
  await expect(
    here.page.getByRole('button', { name: w('account:sessions.endOthers') }),
  ).toHaveCount(0);
  faults.expect(/status of 401/);
  await there.page.goto('/objectives');
  await expect(there.page).toHaveURL(/\/sign-in/);
});
