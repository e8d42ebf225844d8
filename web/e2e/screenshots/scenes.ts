/** What opens on top of a page: the proof, the palette, drawers, dialogs. And the pages before anyone is signed in. */
import type { Page } from '@playwright/test';
import type { Api } from '../support/api';
import {
  desktop,
  language,
  look,
  open,
  phone,
  type Sitter,
  settle,
  take,
  test,
  themes,
  w,
} from '../support/camera';
import { placeOf } from '../support/places';
import { Server } from '../support/server';

interface Scene {
  name: string;
  place: string | ((api: Api) => Promise<string>);
  /** What is done on the page before the picture. */
  act: (page: Page) => Promise<void>;
  size?: typeof desktop;
}

const at = (name: string) => async (api: Api) => (await placeOf(api, name)).path;
/** Drawers and dialogs are loaded when they are first asked for. */
const opened = (page: Page) => page.getByRole('dialog').waitFor();
const press = (keys: string) => async (page: Page) => {
  await page.keyboard.press(keys);
  await opened(page);
};
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last();
const click = (name: string) => async (page: Page) => {
  await button(page, name).click();
  await opened(page);
};

const scenes: Scene[] = [
  {
    name: 'proof',
    place: at('objective'),
    act: async (page) => {
      await page.getByTitle(w('common:proof.open')).nth(2).click();
      await page.getByRole('treeitem').first().waitFor();
      await page.keyboard.press('ArrowDown');
    },
  },
  {
    name: 'proof-phone',
    place: at('objective'),
    size: phone,
    act: async (page) => {
      await page.getByTitle(w('common:proof.open')).nth(2).click();
      await page.getByRole('treeitem').first().waitFor();
    },
  },
  {
    name: 'palette',
    place: '/company',
    act: async (page) => {
      await page.keyboard.press('Control+k');
      await page
        .getByPlaceholder(w('app:palette.placeholder'))
        .fill(language === 'zh' ? '纽瓦克' : 'Newark');
      await page.getByRole('option').first().waitFor();
    },
  },
  { name: 'shortcuts', place: '/company', act: press('?') },
  { name: 'objective-edit', place: at('objective'), act: press('e') },
  { name: 'key-result-new', place: at('objective'), act: press('n') },
  { name: 'objective-new', place: '/objectives?new=1', act: opened },
  { name: 'kpi-new', place: '/kpis?new=1', act: opened },
  { name: 'kpi-record', place: at('kpi'), act: click(w('kpis:command.record')) },
  ...[desktop, phone].map((size) => ({
    name: size === phone ? 'kpi-as-of-phone' : 'kpi-as-of',
    place: async (api: Api) => `${(await placeOf(api, 'kpi')).path}?as_of=2013-07-15`,
    size,
    act: (page: Page) => page.getByRole('button', { name: w('common:asOf.back') }).waitFor(),
  })),
  { name: 'kpi-edit', place: at('kpi'), act: press('e') },
  {
    name: 'kpi-formula',
    place: '/kpis?new=1',
    act: async (page) => {
      await opened(page);
      const form = page.getByRole('dialog');
      await form.getByText(w('kpis:formula.computed')).click();
      const formula = form.getByRole('textbox', { name: w('kpis:formula.label') });
      await formula.fill('flights_operated / prev(flights_operated) - 1');
      await form.getByLabel(w('kpis:formula.lastPeriods')).waitFor();
      await formula.scrollIntoViewIfNeeded();
    },
  },
  ...[desktop, phone].map((size) => ({
    name: size === phone ? 'alert-recovery-phone' : 'alert-recovery',
    place: '/alerts',
    size,
    act: async (page: Page) => {
      await page.getByRole('gridcell').getByRole('button').last().click();
      await opened(page);
      await page.getByRole('radio', { name: w('alerts:mending.recovery') }).click();
      const title = page.getByRole('textbox', {
        name: w('alerts:recovery.title'),
        exact: true,
      });
      await title.waitFor();
      await title.scrollIntoViewIfNeeded();
    },
  })),
  ...(['sql', 'http', 'prometheus', 'folder'] as const).map((kind) => ({
    name: `source-new-${kind}`,
    place: '/sources',
    act: async (page: Page) => {
      await page
        .getByRole('button', { name: w('sources:create') })
        .first()
        .click();
      await page.getByRole('menuitem', { name: w(`sources:kind.${kind}`) }).click();
      await opened(page);
    },
  })),
  { name: 'admin-person-new', place: '/admin/people?new=1', act: opened },
  { name: 'admin-unit-new', place: '/admin/units', act: click(w('admin:units.create')) },
  { name: 'admin-cycle-new', place: '/admin/cycles', act: click(w('admin:cycles.create')) },
  { name: 'admin-cycle-close', place: '/admin/cycles', act: click(w('admin:cycles.step.closing')) },
  { name: 'admin-pillar-new', place: '/admin/pillars', act: click(w('admin:pillars.create')) },
  { name: 'admin-token-new', place: '/admin/tokens', act: click(w('accounts:token.new')) },
  {
    name: 'admin-change',
    place: '/admin/changes?entity=key_result&kind=key_result.goalpost_moved',
    act: async (page) => page.getByRole('gridcell').getByRole('button').first().click(),
  },
  {
    name: 'admin-changes-verified',
    place: '/admin/changes',
    act: async (page) => {
      await button(page, w('admin:changes.verify')).click();
      await page.getByText(w('admin:changes.intact')).waitFor();
    },
  },
  { name: 'admin-reset-link', place: at('admin-person'), act: click(w('admin:link.makeReset')) },
];

for (const theme of themes) {
  for (const { name, place, act, size } of scenes) {
    test(`${name} ${theme}`, async ({ sitter }) => {
      const { context, api } = await sitter();
      await look(api, theme);
      const page = await context.newPage();
      await open(page, typeof place === 'string' ? place : await place(api), size ?? desktop);
      await act(page);
      await settle(page);
      await take(page, name, theme);
      await page.close();
    });
  }

  test(`sign-in ${theme}`, async ({ stranger }) => {
    const page = await asStranger(await stranger.newPage(), theme);
    await open(page, '/sign-in');
    await take(page, 'sign-in', theme);
    await page.close();
  });

  test(`link ${theme}`, async ({ stranger, sitter }) => {
    const page = await asStranger(await stranger.newPage(), theme);
    await open(page, await resetLink(await sitter()));
    await take(page, 'link', theme);
    await page.close();
  });

  test(`set-up ${theme}`, async ({ stranger }) => {
    const server = await Server.empty();
    const page = await asStranger(await stranger.newPage(), theme);
    await open(page, `${server.url}/`);
    await take(page, 'set-up', theme);
    await page.close();
    await server.stop();
  });
}

/** Nobody is signed in whose choice could be asked: the system's theme decides. */
async function asStranger(page: Page, theme: 'light' | 'dark'): Promise<Page> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  return page;
}

async function resetLink({ api }: Sitter): Promise<string> {
  const { items } = await api.get<{ items: { id: string; email: string }[] }>('/users?q=ruth');
  const { url } = await api.post<{ url: string }>(`/users/${items[0]?.id}/links`, {
    kind: 'reset',
  });
  return new URL(url).pathname;
}
