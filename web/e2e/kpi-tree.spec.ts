/** What drives what: related by pulling, by dragging and by the keyboard, looked at, removed, and read on a phone. */
import type { Locator, Page } from '@playwright/test';
import { type Api, administrator, member } from './support/api';
import { expectNoBarrier } from './support/barriers';
import { expect, ready, test } from './support/fixtures';
import type { Words } from './support/words';

interface Tree {
  nodes: { tile: { id: string; code: string; name: string } }[];
  edges: { kind: string; driver: { driver: Ref; driven: Ref; influence: string } | null }[];
}

interface Ref {
  code: string;
  name: string;
}

/** Until a drawer has slid in: while it moves, its colours are not yet its own. */
const settleMs = 500;

/** The KPIs of the demo by their codes. */
async function kpisOf(api: Api) {
  const tree = await api.get<Tree>('/kpi-tree');
  return (code: string) => {
    const found = tree.nodes.find(({ tile }) => tile.code === code)?.tile;
    if (!found) throw new Error(`the demo has no KPI ${code}`);
    return found;
  };
}

async function driversOf(api: Api): Promise<string[]> {
  const { edges } = await api.get<Tree>('/kpi-tree');
  return edges.flatMap(({ driver }) =>
    driver ? [`${driver.driver.code} ${driver.influence} ${driver.driven.code}`] : [],
  );
}

const card = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
const link = (page: Page, id: string) => page.locator(`[data-card="${id}"]`);

async function open(page: Page, w: Words, address = '/kpi-tree'): Promise<void> {
  await page.goto(address);
  await ready(page, w);
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
}

function tie(page: Page, w: Words, driver: Ref, driven: Ref, influence: 'same' | 'opposite') {
  const name = w('kpi-tree:tie.name', {
    driver: driver.name,
    driven: driven.name,
    influence: w(`drivers:influence.${influence}`),
  });
  return page.getByRole('button', { name });
}

async function middle(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('it is not on the page');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('a KPI is dragged onto the one it drives, and the tie is removed again', async ({
  person,
  w,
}) => {
  const { page, api } = await person(administrator);
  const kpi = await kpisOf(api);
  const [severe, onTime] = [kpi('severe_delay_rate'), kpi('otd_rate')];
  await open(page, w);
  const loose = page.locator(`[data-loose="${severe.id}"]`);

  await test.step('dropped on a card, the form knows both ends', async () => {
    await loose.dragTo(card(page, onTime.id));
    const form = page.getByRole('dialog', { name: w('drivers:form.add') });
    await expect(form.getByText(severe.name)).toBeVisible();
    await expect(form.getByText(onTime.name)).toBeVisible();
    await form.getByRole('radio').nth(1).check();
    await form.getByRole('textbox').fill('Crews run out of hours');
    await page.waitForTimeout(settleMs);
    await expectNoBarrier(page);
    await page.getByRole('button', { name: w('common:action.save') }).click();
    await expect(form).toHaveCount(0);
    await expect(loose).toHaveCount(0);
    await expect(card(page, severe.id)).toBeVisible();
    expect(await driversOf(api)).toContain('severe_delay_rate opposite otd_rate');
  });

  await test.step('its ▲ opens what is known of it, by the keyboard', async () => {
    const mark = tie(page, w, severe, onTime, 'opposite');
    await mark.focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('dialog', { name: w('kpi-tree:panel.title') });
    await expect(panel.getByText('Crews run out of hours')).toBeVisible();
    await expect(panel.getByText(w('drivers:verdict.supports'))).toBeVisible();
    await page.waitForTimeout(settleMs);
    await expectNoBarrier(page);
    await panel.getByRole('button', { name: w('drivers:end.action') }).click();
    const question = page.getByRole('dialog', { name: w('drivers:end.title') });
    await question.getByRole('button', { name: w('drivers:end.action') }).click();
    await expect(mark).toHaveCount(0);
    await expect(loose).toBeVisible();
    expect(await driversOf(api)).not.toContain('severe_delay_rate opposite otd_rate');
  });
});

test('a line is pulled from one card to another', async ({ person, w }) => {
  const { page, api } = await person(administrator);
  const kpi = await kpisOf(api);
  const [evening, kept] = [kpi('evening_otd'), kpi('kept_promise_rate')];
  await open(page, w);
  await card(page, evening.id).hover();
  const from = await middle(card(page, evening.id).locator('.react-flow__handle.source'));
  const to = await middle(card(page, kept.id));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 6 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
  const form = page.getByRole('dialog', { name: w('drivers:form.add') });
  await expect(form.getByText(evening.name)).toBeVisible();
  await expect(form.getByText(kept.name)).toBeVisible();
  await page.getByRole('button', { name: w('common:action.save') }).click();
  await expect(form).toHaveCount(0);
  await expect(tie(page, w, evening, kept, 'same')).toBeVisible();
});

test('without a mouse: arrows, the menu, the picker; a circle is refused with its path', async ({
  person,
  w,
  faults,
}) => {
  const { page, api } = await person(administrator);
  const kpi = await kpisOf(api);
  const [onTime, arrivals, first] = [kpi('otd_rate'), kpi('ota_rate'), kpi('first_wave_otd')];
  await open(page, w);

  await test.step('arrows walk along the lines', async () => {
    await link(page, arrivals.id).focus();
    await page.keyboard.press('ArrowRight');
    await expect(link(page, onTime.id)).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect(link(page, first.id)).toBeFocused();
    await page.keyboard.press('Space');
    await expect(page).toHaveURL(/focus=/);
    await page.keyboard.press('Escape');
    await expect(page).not.toHaveURL(/focus=/);
  });

  await test.step('M opens the menu of the card', async () => {
    await expect(link(page, first.id)).toBeFocused();
    await page.keyboard.press('m');
    const action = page.getByRole('menuitem', { name: w('kpi-tree:action.addDriver') });
    await expect(action).toBeVisible();
    await action.press('Enter');
  });

  const form = page.getByRole('dialog', { name: w('drivers:form.add') });
  const picker = form.getByRole('combobox').first();
  await test.step('what follows from it cannot drive it', async () => {
    await page.waitForTimeout(settleMs);
    faults.expect(/status of 422/);
    await picker.fill('otd_rate');
    await page.getByTitle(`${onTime.name} · otd_rate`).click();
    await page.keyboard.press('Control+Enter');
    await expect(form.getByText(/otd_rate → first_wave_otd → otd_rate/)).toBeVisible();
  });

  await test.step('another one can', async () => {
    await picker.fill('arrival_record_rate');
    await page.getByTitle('· arrival_record_rate').click();
    await page.getByRole('button', { name: w('common:action.save') }).click();
    await expect(form).toHaveCount(0);
    expect(await driversOf(api)).toContain('arrival_record_rate same first_wave_otd');
  });
});

test('a KPI is shown in the tree, with what it rests on and what follows', async ({
  person,
  w,
}) => {
  const { page, api } = await person(administrator);
  const kpi = await kpisOf(api);
  const hours = kpi('delay_hours');
  await page.goto('/kpis/delay_hours');
  await ready(page, w);
  await page.getByRole('link', { name: w('kpis:page.tree') }).click();
  await expect(page).toHaveURL(/\/kpi-tree\?focus=/);
  await expect(card(page, hours.id)).toBeVisible();
  const dimmed = (code: string) => card(page, kpi(code).id).locator('[data-dimmed]');
  await expect(dimmed('ota_rate')).toHaveCount(1);
  await expect(dimmed('mean_dep_delay')).toHaveCount(0);
  await expect(dimmed('flights_operated')).toHaveCount(0);
  await page.getByRole('button', { name: w('kpi-tree:showAll') }).click();
  await expect(dimmed('ota_rate')).toHaveCount(0);
});

test('who has no right reads it', async ({ person, w }) => {
  const { page, api } = await person(member);
  const kpi = await kpisOf(api);
  await open(page, w);
  await expect(page.getByRole('button', { name: w('kpi-tree:relate'), exact: true })).toHaveCount(
    0,
  );
  await tie(page, w, kpi('otd_rate'), kpi('ota_rate'), 'same').click();
  const panel = page.getByRole('dialog', { name: w('kpi-tree:panel.title') });
  await expect(panel.getByText(w('drivers:verdict.supports'))).toBeVisible();
  await expect(panel.getByRole('button', { name: w('drivers:end.action') })).toHaveCount(0);
});

test('on a phone it is an outline, and a KPI is related from its menu', async ({ person, w }) => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const { page, api } = await person(administrator, phone);
  const kpi = await kpisOf(api);
  const [air, flights] = [kpi('air_hours'), kpi('flights_operated')];
  await page.goto('/kpi-tree');
  await ready(page, w);
  await expect(page.getByRole('treegrid')).toBeVisible();
  await tie(page, w, kpi('otd_rate'), kpi('ota_rate'), 'same').first().tap();
  const panel = page.getByRole('dialog', { name: w('kpi-tree:panel.title') });
  await expect(panel.getByText(kpi('ota_rate').name)).toBeVisible();
  await panel
    .getByRole('button', { name: w('common:action.close') })
    .first()
    .tap();
  await expect(panel).toHaveCount(0);
  await page.goto('/kpi-tree?focus=air_hours');
  await ready(page, w);
  const more = page.getByRole('button', { name: `${w('common:action.more')}: ${air.name}` });
  await more.first().tap();
  await page.getByRole('menuitem', { name: w('kpi-tree:action.addDriver') }).tap();
  const form = page.getByRole('dialog', { name: w('drivers:form.add') });
  // A list that opens while the drawer slides in stands where the drawer was.
  await page.waitForTimeout(settleMs);
  await form.getByRole('combobox').first().fill('flights_operated');
  await page.getByTitle(`${flights.name} · flights_operated`).tap();
  await page.getByRole('button', { name: w('common:action.save') }).tap();
  await expect(form).toHaveCount(0);
  expect(await driversOf(api)).toContain('flights_operated same air_hours');
});
