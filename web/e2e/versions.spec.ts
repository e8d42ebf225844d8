/** The meaning of a KPI is corrected, then begins anew from a day: the page shows both versions. */
import { administrator } from './support/api';
import { expectNoBarrier } from './support/barriers';
import { expect, ready, test } from './support/fixtures';

test('a definition is corrected, and a new version begins from a day', async ({
  person,
  faults,
  w,
}) => {
  faults.expect(/status of 422 .*\/kpis\//);
  const { api, page } = await person(administrator);
  const code = `turns_${Date.now()}`;
  await api.post('/kpis', {
    code,
    name: 'Turnaround',
    direction: 'lower',
    frequency: 'month',
    format: 'number',
    unit: 'min',
    time_aggregation: 'mean',
    unit_aggregation: 'mean',
    scope: 'Every aircraft',
  });
  const { today } = await api.session();
  const from = `${today.slice(0, 4)}-03-01`;
  const form = page.getByRole('dialog');
  const scope = () => form.getByLabel(new RegExp(`^${w('kpis:sheet.scope')}`));
  const edit = async () => {
    await page.getByRole('button', { name: w('common:action.edit'), exact: true }).click();
    await expect(scope()).toBeVisible();
  };
  const save = async () => {
    await form.getByRole('button', { name: w('common:action.save') }).click();
    await expect(form).toHaveCount(0);
  };
  await page.goto(`/kpis/${code}`);
  await ready(page, w);

  await test.step('without a day the version that holds is corrected', async () => {
    await edit();
    await scope().fill('Every aircraft at a gate');
    await save();
    await expect(page.getByText('Every aircraft at a gate')).toBeVisible();
    await expect(page.getByText(w('kpis:formula.version', { number: 2 }))).toHaveCount(0);
  });

  await test.step('a day that begins no period is refused at its field', async () => {
    await edit();
    await scope().fill('Narrow-body aircraft at a gate');
    await form
      .getByLabel(new RegExp(`^${w('kpis:formula.versionFrom')}`))
      .fill(`${from.slice(0, 8)}05`);
    await page.keyboard.press('Enter');
    await form.getByLabel(w('kpis:form.reason')).fill('Wide bodies are counted apart');
    await form.getByRole('button', { name: w('common:action.save') }).click();
    await expect(form.locator('.ant-form-item-explain-error')).toBeVisible();
    await expectNoBarrier(page);
  });

  await test.step('from a day on a new version begins; the page shows both', async () => {
    await form.getByLabel(new RegExp(`^${w('kpis:formula.versionFrom')}`)).fill(from);
    await page.keyboard.press('Enter');
    await save();
    await expect(page.getByText(w('kpis:formula.version', { number: 2 }))).toBeVisible();
    await expect(page.getByText(w('kpis:formula.version', { number: 1 }))).toBeVisible();
    await expect(page.getByText('Wide bodies are counted apart')).toBeVisible();
    await expect(page.getByText('Every aircraft at a gate')).toBeVisible();
    await expect(page.getByText('Narrow-body aircraft at a gate').first()).toBeVisible();
    await expectNoBarrier(page);
  });
});
