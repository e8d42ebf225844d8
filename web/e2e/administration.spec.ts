/** Administration end to end: people get in, cycles are kept apart, tokens end, and the log tells all of it. */
import { administrator, member } from './support/api';
import { expect, ready, test } from './support/fixtures';

test('a new person is invited, chooses a password and is in', async ({
  person,
  browser,
  demo,
  w,
  faults,
}) => {
  const { page } = await person(administrator);
  const name = `Nova ${Date.now() % 100_000}`;
  await page.goto('/admin/people?new=1');
  const form = page.getByRole('dialog');
  const mail = form.locator('#email');
  await form.locator('#name').fill(name);
  await mail.fill(administrator);
  faults.expect(/status of 409/);
  await form.getByRole('button', { name: w('common:action.save') }).click();
  await expect(form.locator('.ant-form-item-explain-error')).toHaveCount(1);
  const email = `${name.toLowerCase().replace(' ', '.')}@nyc-air.example`;
  await mail.fill(email);
  await form.getByRole('button', { name: w('common:action.save') }).click();
  const link = page.getByRole('textbox', { name: w('admin:link.address') });
  await expect(link).toBeVisible();
  const address = await link.inputValue();
  await page.getByRole('button', { name: w('accounts:secret.done') }).click();
  await expect(link).toBeHidden();

  await test.step('only one person was made', async () => {
    await page.goto(`/admin/people?q=${encodeURIComponent(name)}`);
    await expect(page.getByRole('gridcell').filter({ hasText: name })).toHaveCount(1);
  });

  await test.step('the link lets its owner in, once', async () => {
    const context = await browser.newContext({ baseURL: demo.url });
    await faults.watch(context);
    const guest = await context.newPage();
    await guest.goto(address);
    await guest.getByLabel(w('access:newPassword'), { exact: true }).fill('a long sentence');
    await guest.getByLabel(w('access:passwordAgain')).fill('a long sentence');
    await guest.getByRole('button', { name: w('access:link.invitation.submit') }).click();
    await expect(guest).toHaveURL(`${demo.url}/`);
    await expect(guest.getByRole('heading', { level: 1 })).toContainText(name);
    // React tells the console what an error page was shown for.
    faults.expect(/status of 409|this link was used/);
    await guest.goto(address);
    await expect(guest.getByText(w('access:link.refused'))).toBeVisible();
    await context.close();
  });
});

test('an overlapping cycle is refused at its field', async ({ person, w, faults, language }) => {
  const { page } = await person(administrator);
  await page.goto('/admin/cycles');
  await ready(page, w);
  const year = page.getByRole('row').filter({ hasText: '2013' }).first();
  await year.getByRole('button', { name: w('common:action.more') }).click();
  await page.getByRole('menuitem', { name: w('admin:cycles.addInside') }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel(w('admin:cycles.name')).fill('Twice');
  const days = language === 'zh' ? ['2013-11-01', '2013-12-31'] : ['2013-11-01', '2013-12-31'];
  for (const [label, day] of [
    [w('admin:period.firstDay'), days[0]],
    [w('admin:period.lastDay'), days[1]],
  ] as const) {
    await form.getByLabel(label).fill(day ?? '');
    await form.getByLabel(label).press('Enter');
  }
  faults.expect(/status of 422/);
  await form.getByRole('button', { name: w('common:action.save') }).click();
  await expect(form.locator('.ant-form-item-explain-error')).toHaveCount(1);
  await expect(form.getByLabel(w('admin:period.firstDay'))).toBeFocused();
});

test('a token is shown once, and ends when it is revoked', async ({ person, demo, request, w }) => {
  const { page } = await person(administrator);
  await page.goto('/account');
  await ready(page, w);
  await page.getByRole('button', { name: w('accounts:token.new') }).click();
  await page.getByLabel(w('accounts:token.name')).fill('nightly export');
  await page.getByRole('button', { name: w('accounts:token.create') }).click();
  const secret = page.getByLabel(w('accounts:token.secret'));
  await expect(secret).toHaveValue(/^az_/);
  const headers = { Authorization: `Bearer ${await secret.inputValue()}` };
  await page.getByRole('button', { name: w('accounts:secret.done') }).click();
  const ask = () => request.get(`${demo.url}/api/v1/organization`, { headers });
  expect((await ask()).status()).toBe(200);

  await page.goto('/admin/tokens');
  const row = page.getByRole('row').filter({ hasText: 'nightly export' }).first();
  await row.getByRole('button', { name: w('common:action.more') }).click();
  await page.getByRole('menuitem', { name: w('accounts:token.revoke') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: w('accounts:token.revoke') })
    .click();
  await expect(row.getByText(w('accounts:state.revoked'))).toBeVisible();
  expect((await ask()).status()).toBe(401);
});

test('the log is filtered in its address, shows what changed, and is intact', async ({
  person,
  w,
}) => {
  const { page } = await person(administrator);
  await page.goto('/admin/changes?entity=key_result&kind=key_result.goalpost_moved');
  const rows = page.getByRole('grid').getByRole('row');
  await expect(rows.nth(1)).toBeVisible();
  await rows.nth(1).getByRole('button').click();
  const drawer = page.getByRole('dialog');
  await expect(
    drawer.getByRole('rowheader', { name: w('admin:field.target_value'), exact: true }),
  ).toBeVisible();
  await expect(drawer.getByText(/^[0-9a-f]{64}$/)).toHaveCount(2);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: w('admin:changes.verify') }).click();
  await expect(page.getByText(w('admin:changes.intact'))).toBeVisible({ timeout: 30_000 });
});

test('whoever may not administer is told whom to ask', async ({ person, w }) => {
  const { page } = await person(member);
  await page.goto('/admin/people');
  await expect(page.getByRole('heading', { name: w('admin:forbidden.title') })).toBeVisible();
  const main = page.getByRole('navigation', { name: w('app:nav.label') }).first();
  await expect(main.getByRole('link', { name: w('app:nav.administration') })).toHaveCount(0);
});

test('the organisation is edited; thresholds in the wrong order are refused at their field', async ({
  person,
  w,
  faults,
}) => {
  const { page } = await person(administrator);
  await page.goto('/admin/organization');
  await ready(page, w);
  const vision = page.locator('#vision');
  const before = await vision.inputValue();
  const save = page.getByRole('button', { name: w('common:action.save') });
  await expect(save).toHaveCount(0);
  await vision.fill('A vision of the test');
  await page.locator('#on_track_gap').fill('90');
  faults.expect(/status of 422/);
  await save.click();
  await expect(page.locator('.ant-form-item-explain-error')).not.toHaveCount(0);
  await page.locator('#on_track_gap').fill('5');
  await save.click();
  await expect(page.getByText(w('common:state.saved'))).toBeVisible();
  await page.goto('/company');
  await ready(page, w);
  await expect(page.getByText('A vision of the test')).toBeVisible();
  await page.goto('/admin/organization');
  await vision.fill(before);
  await save.click();
  await expect(save).toHaveCount(0);
});

test('an auditor reads people, tokens and the log, and is offered nothing to change', async ({
  person,
  w,
}) => {
  const { page } = await person('ruth.adler@nyc-air.example');
  await page.goto('/admin');
  await expect(page).toHaveURL(/\/admin\/people$/);
  await ready(page, w);
  const tabs = page.getByRole('navigation', { name: w('admin:title'), exact: true });
  await expect(tabs.getByRole('link')).toHaveText([
    w('admin:section.people'),
    w('admin:section.tokens'),
    w('admin:section.changes'),
  ]);
  await expect(page.getByRole('button', { name: w('admin:people.create') })).toHaveCount(0);
  await page.getByRole('gridcell').getByRole('link').first().click();
  await expect(page.getByRole('heading', { name: w('admin:membership.title') })).toBeVisible();
  await expect(page.getByRole('button', { name: w('admin:membership.add') })).toHaveCount(0);
  await page.goto('/admin/cycles');
  await expect(page.getByRole('heading', { name: w('admin:forbidden.title') })).toBeVisible();
});
