/** A KPI is computed from others: names are completed, mistakes are marked, the formula opens to its proof. */
import { administrator } from './support/api';
import { expectNoBarrier } from './support/barriers';
import { expect, ready, test } from './support/fixtures';

const code = 'e2e_flights_twice';
/** Until a drawer has slid in: while it moves, its colours are not yet its own. */
const settleMs = 500;

test('a formula is written, corrected where it is wrong, saved and explained', async ({
  person,
  w,
}) => {
  const { page } = await person(administrator);
  await page.goto('/kpis');
  await ready(page, w);
  await page
    .getByRole('button', { name: w('kpis:create') })
    .first()
    .click();
  const form = page.getByRole('dialog');
  await form.getByLabel(w('kpis:form.name'), { exact: true }).fill('Flights, twice');
  await form.getByLabel(w('kpis:form.code')).fill(code);
  await form.getByText(w('kpis:formula.computed')).click();
  const formula = form.getByRole('textbox', { name: w('kpis:formula.label') });

  await test.step('a wrong name is marked and replaced', async () => {
    await formula.fill('flights_operatd * 2');
    await expect(form.getByText(w('kpis:formula.problem.unknown_name'))).toBeVisible();
    await form
      .getByRole('button', { name: w('kpis:formula.replace', { name: 'flights_operated' }) })
      .click();
    await expect(formula).toHaveValue('flights_operated * 2');
    await expect(form.getByLabel(w('kpis:formula.lastPeriods'))).toBeVisible();
  });

  await test.step('a name is completed by the keyboard', async () => {
    await formula.fill('');
    await formula.pressSequentially('flights_op');
    await expect(form.getByRole('option').first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(formula).toHaveValue('flights_operated');
    await page.keyboard.type(' * 2');
    await expect(form.getByLabel(w('kpis:formula.lastPeriods'))).toBeVisible();
    await page.waitForTimeout(settleMs);
    await expectNoBarrier(page);
  });

  await form.getByRole('button', { name: w('common:action.save') }).click();
  await expect(form).toBeHidden();
  await page.goto(`/kpis/${code}`);
  await ready(page, w);
  await expect(page.getByText('flights_operated * 2')).toBeVisible();
  await expectNoBarrier(page);
});
