/** From the catalogue into the library: a ready definition is copied, then made one's own. */
import { administrator, member } from './support/api';
import { expectNoBarrier } from './support/barriers';
import { expect, ready, test } from './support/fixtures';

const code = 'near_miss_reports';
/** Until a drawer has slid in: while it moves, its colours are not yet its own. */
const settleMs = 500;

interface Shown {
  name: string;
  names: Record<string, string>;
}

test('a ready definition is copied with one press and edited', async ({ person, w }) => {
  const { page, api } = await person(administrator);
  const { name } = await api.get<Shown>(`/kpi-catalogue/${code}`);
  await page.goto('/kpis?view=catalogue');
  await ready(page, w);
  await page.getByRole('textbox', { name: w('kpis:filter.words') }).fill(code);
  const entry = page.getByRole('listitem').filter({ hasText: name });
  await expect(entry).toHaveCount(1);

  await test.step('its sheet is read', async () => {
    await entry.getByRole('button', { name, exact: true }).click();
    const sheet = page.getByRole('dialog');
    await expect(sheet.getByText(w('kpis:sheet.abuse'))).toBeVisible();
    await page.waitForTimeout(settleMs);
    await expectNoBarrier(page);
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
  });

  await entry.getByRole('button', { name: w('kpis:catalogue.copyNamed', { name }) }).click();
  await entry.getByRole('link', { name: w('kpis:catalogue.inLibrary') }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(page.getByText(w('kpis:sheet.exclusions'))).toBeVisible();

  await test.step('it is made ours', async () => {
    await page.getByRole('button', { name: w('common:action.edit'), exact: true }).click();
    const form = page.getByRole('dialog');
    await page.waitForTimeout(settleMs);
    await expectNoBarrier(page);
    await form.getByLabel(w('kpis:sheet.scope')).fill('E2E scope');
    await form.getByLabel(w('kpis:form.due')).fill('7');
    await form.getByRole('button', { name: w('common:action.save') }).click();
    await expect(form).toBeHidden();
    await expect(page.getByText('E2E scope')).toBeVisible();
    await expect(page.getByText(w('kpis:sheet.dueIn', { count: 7 }))).toBeVisible();
  });

  await test.step('the library shows it under its function', async () => {
    await page.goto('/kpis?sort=category');
    await ready(page, w);
    const group = page.getByRole('region', { name: w('kpis:category.operations') });
    await expect(group.getByRole('link', { name })).toBeVisible();
  });
});

test('a member reads the catalogue and is told who copies', async ({ person, w }) => {
  const { page } = await person(member);
  await page.goto('/kpis?view=catalogue&category=people');
  await ready(page, w);
  await expect(page.getByText(w('kpis:catalogue.mayNot'))).toBeVisible();
  await expect(page.getByRole('button', { name: w('kpis:catalogue.copy') }).first()).toBeDisabled();
});
