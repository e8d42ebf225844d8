/** The end of a cycle: its owner grades a goal, a softened grade stays visible, and what is graded is closed. */
import { administrator, member } from './support/api';
import { expectNoBarrier } from './support/barriers';
import { closingGoal } from './support/closing';
import { expect, ready, test } from './support/fixtures';

test('an objective is graded by the keyboard, and everyone sees what was computed', async ({
  person,
  w,
  faults,
}) => {
  const { page, api } = await person(administrator);
  const goal = await closingGoal(api, 'Every gate is ready on time');
  const [first, second] = goal.keyResults.map(({ title }) => title);
  const form = page.getByRole('dialog');
  const grade = (title = '') =>
    form.getByRole('spinbutton', { name: w('objectives:grade.of', { title }) });
  const reason = (title = '') =>
    form.getByRole('textbox', {
      name: w('objectives:grade.textOf', { label: w('objectives:grade.reason'), title }),
    });

  await page.goto(`/objectives/${goal.objectiveId}`);
  await ready(page, w);
  await expect(page.getByText(w('objectives:lead.awaitsGrade'))).toBeVisible();

  await test.step('one key result alone; the server refuses at the field', async () => {
    await page
      .getByRole('button', { name: w('objectives:keyResults.more', { title: second ?? '' }) })
      .click();
    await page.getByRole('menuitem', { name: w('objectives:grade.open'), exact: true }).click();
    await expect(grade(second)).toHaveValue('0.40');
    await expect(grade(second)).toBeFocused();
    await page.keyboard.type('70');
    // Enter sends the form as soon as nothing is missing: first the reason has to be asked for.
    await expect(reason(second)).toBeVisible();
    await page.keyboard.press('Enter');
    await reason(second).fill('Seventy of a hundred crews');
    faults.expect(/status of 422/);
    await page.keyboard.press('Control+Enter');
    await expect(form.locator('.ant-form-item-explain-error')).toHaveCount(1);
    await expect(grade(second)).toBeFocused();
    await page.keyboard.type('0.7');
    await page.keyboard.press('Control+Enter');
    await expect(form).toHaveCount(0);
    await expect(page.locator(`#${goal.keyResults[1]?.id}`)).toContainText('0.70');
    await expect(page.locator(`#${goal.keyResults[1]?.id}`)).toContainText('0.40');
  });

  await test.step('then the objective, which closes', async () => {
    await page.getByRole('button', { name: w('objectives:grade.open'), exact: true }).click();
    await expect(grade(first)).toHaveValue('0.62');
    await expect(grade(second)).toHaveValue('0.70');
    await expectNoBarrier(page);
    await grade(goal.title).fill('0.9');
    await reason(goal.title).fill('The last gate opened a day late');
    await page.keyboard.press('Control+Enter');
    await expect(form).toHaveCount(0);
    await expect(page.getByText(w('common:status.closed'), { exact: true }).first()).toBeVisible();
    await expect(page.getByRole('button', { name: w('objectives:edit'), exact: true })).toHaveCount(
      0,
    );
  });

  await test.step('its grade is changed, and the one before stays told', async () => {
    await page.getByRole('button', { name: w('objectives:grade.change') }).click();
    await grade(goal.title).fill('0.8');
    // What lies under the pointer is not what axe is asked about.
    await page.mouse.move(0, 0);
    await page.keyboard.press('Control+Enter');
    await expect(form).toHaveCount(0);
    const row = page.getByRole('table').getByRole('row').filter({ hasText: goal.title });
    await expect(row.getByText('0.80')).toBeVisible();
    await expect(row.getByText(/0\.90/)).toBeVisible();
    await expectNoBarrier(page);
  });

  await test.step('whoever may not grade sees both, with the reason', async () => {
    const other = await person(member);
    await other.page.goto(`/objectives/${goal.objectiveId}`);
    await ready(other.page, w);
    const row = other.page.getByRole('table').getByRole('row').filter({ hasText: goal.title });
    await expect(row.getByRole('button')).toHaveText('0.51');
    await expect(row.getByText('0.80')).toBeVisible();
    await expect(row.getByText('The last gate opened a day late')).toBeVisible();
    await expect(
      other.page.getByRole('button', { name: w('objectives:grade.change') }),
    ).toHaveCount(0);
  });
});
