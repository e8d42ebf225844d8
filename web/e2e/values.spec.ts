/** Where values come from: typed into the sheet of what is missing, pasted, and brought in a file. */
import { administrator, operations } from './support/api';
import { expect, ready, test } from './support/fixtures';

test('types what is missing and imports a file', async ({ person, w }) => {
  const admin = await person(administrator);
  const { api, page } = await person(operations);
  const me = await api.get<{ person: { id: string } }>('/session');
  const code = `crew_${Date.now()}`;
  await admin.api.post('/kpis', {
    code,
    name: 'Crew on duty',
    direction: 'higher',
    frequency: 'month',
    time_aggregation: 'last',
    unit_aggregation: 'sum',
    steward_person_id: me.person.id,
  });

  await test.step('a missing value is typed and saved by the keyboard', async () => {
    await page.goto('/due-values');
    await ready(page, w);
    const cell = page.getByRole('textbox', { name: /Crew on duty/ }).first();
    await cell.focus();
    await page.keyboard.type('95');
    await page.keyboard.press('Control+s');
    await expect(page.getByRole('status').filter({ hasText: '1' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: /Crew on duty/ })).toHaveCount(0);
  });

  await test.step('a file is looked at, a doubt is settled, and it is taken in', async () => {
    await page.goto('/import');
    await ready(page, w);
    const text = `指标,周期,值\n${code},2013-05,"1,234"\n${code},2013-06,1300\n`;
    const file = { name: 'crew.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
    await page.locator('input[type=file]').setInputFiles(file);
    const list = page.getByRole('table', { name: w('uploads:rejected.list') });
    await expect(list.getByRole('rowheader', { name: 'C2' })).toBeVisible();
    await page.getByRole('combobox', { name: w('uploads:numbersLabel'), exact: true }).click();
    await page.getByTitle(w('uploads:numbers.point')).last().click();
    await expect(list).toHaveCount(0);
    await page.getByRole('button', { name: w('uploads:apply_other', { count: 2 }) }).click();
    await expect(page.getByText(w('uploads:done', { file: 'crew.csv' }))).toBeVisible();
  });

  await test.step('the value says which file it came with', async () => {
    const proof = await api.get<{ proof: object }>(
      `/kpis/${code}?explain=true&grain=month&period=2013-05`,
    );
    expect(JSON.stringify(proof)).toContain('crew.csv');
  });
});
