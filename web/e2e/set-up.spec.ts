/** The first run: an empty folder, a code on the console, an organisation. */
import { expect, ready, test } from './support/fixtures';
import { Server } from './support/server';

test('the code on the console founds the organisation', async ({ page, w, faults }) => {
  const server = await Server.empty();
  try {
    const code = /code: (\S+)/.exec(server.output)?.[1] ?? '';
    expect(code, server.output).not.toBe('');
    await page.goto(server.url);
    await expect(page).toHaveURL(/\/set-up$/);
    await page.getByLabel(w('access:setUp.code')).fill('wrong');
    await page.getByLabel(w('access:setUp.organization')).fill('Harbour Works');
    await page.getByLabel(w('access:setUp.name')).fill('Ada Quist');
    await page.getByLabel(w('access:email')).fill('ada@harbour.example');
    await page.getByLabel(w('access:newPassword'), { exact: true }).fill('a long sentence');
    await page.getByLabel(w('access:passwordAgain')).fill('a long sentence');
    const submit = page.getByRole('button', { name: w('access:setUp.submit') });

    await test.step('a wrong code is said at its field, and nothing is founded', async () => {
      faults.expect(/status of 422/);
      await submit.click();
      await expect(page.locator('.ant-form-item-explain-error')).toHaveCount(1);
      await expect(page.getByLabel(w('access:setUp.code'))).toBeFocused();
    });

    await test.step('the right one signs the first administrator in', async () => {
      await page.getByLabel(w('access:setUp.code')).fill(code);
      await submit.click();
      await expect(page).toHaveURL(`${server.url}/`);
      await ready(page, w);
      await page.goto(`${server.url}/company`);
      await ready(page, w);
      await expect(page.getByText('Harbour Works').first()).toBeVisible();
      await page.goto(`${server.url}/admin`);
      await expect(page).toHaveURL(/\/admin\/organization$/);
    });

    await test.step('it cannot be set up twice', async () => {
      // A page that is still there would ask for its events without the cookie.
      await page.goto('about:blank');
      await page.context().clearCookies();
      await page.goto(`${server.url}/set-up`);
      await expect(page).toHaveURL(/\/sign-in/);
    });
  } finally {
    await page.goto('about:blank');
    await server.stop();
  }
});
