/** Takes pictures: `page.language.theme.png` in the folder that the environment names. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BrowserContext, test as base, type Page, type TestInfo } from '@playwright/test';
import { Api, administrator } from './api';
import { ready } from './fixtures';
import type { Language } from './server';
import { type Words, words } from './words';

export const language: Language = process.env.AZIMUTH_LANG === 'zh' ? 'zh' : 'en';
export const w: Words = words(language);
export const themes = ['light', 'dark'] as const;
export type ThemeName = (typeof themes)[number];

const folder = process.env.AZIMUTH_SCREENSHOTS ?? resolve('../screenshots');
const url = process.env.AZIMUTH_URL ?? 'http://127.0.0.1:4700';
export const desktop = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };
/** Long pages are taken whole, up to here. */
const heightMax = 3600;

export interface Sitter {
  context: BrowserContext;
  api: Api;
}

interface WorkerFixtures {
  /** Somebody signed in, for as long as the worker lives. */
  sitter: (email?: string) => Promise<Sitter>;
  /** A browser in which nobody is. */
  stranger: BrowserContext;
}

export const test = base.extend<object, WorkerFixtures>({
  sitter: [
    async ({ browser }, use, { project }) => {
      const sitters = new Map<string, Sitter>();
      await use(async (email = administrator) => {
        const known = sitters.get(email);
        if (known) return known;
        const context = await browser.newContext(optionsOf(project.use));
        const api = new Api(context.request, url);
        await api.signIn(email);
        sitters.set(email, { context, api });
        return { context, api };
      });
      for (const { context } of sitters.values()) await context.close();
    },
    { scope: 'worker' },
  ],
  stranger: [
    async ({ browser }, use, { project }) => {
      const context = await browser.newContext(optionsOf(project.use));
      await use(context);
      await context.close();
    },
    { scope: 'worker' },
  ],
});

/** What a context that is made by hand takes over from the configuration. */
function optionsOf({ baseURL, contextOptions, timezoneId }: TestInfo['project']['use']) {
  return {
    ...(contextOptions ?? {}),
    ...(baseURL ? { baseURL } : {}),
    ...(timezoneId ? { timezoneId } : {}),
    viewport: desktop,
    locale: language === 'zh' ? 'zh-CN' : 'en-US',
  };
}

/** The theme each sitter has now, so that the change log is not filled with choices made for pictures. */
const worn = new WeakMap<Api, ThemeName>();

export async function look(api: Api, theme: ThemeName): Promise<void> {
  if (worn.get(api) === theme) return;
  await api.look({ theme, locale: language === 'zh' ? 'zh-CN' : 'en', density: 'comfortable' });
  worn.set(api, theme);
}

/** Opens a page and waits until it stands, with its fonts and its charts. */
export async function open(page: Page, path: string, size = desktop): Promise<void> {
  await page.setViewportSize(size);
  await page.goto(path);
  await ready(page, w);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await settle(page);
}

/** Lets what is drawn by a worker or an animation come to rest. */
export async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(700);
}

export async function take(page: Page, name: string, theme: ThemeName): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(folder, `${name}.${language}.${theme}.png`) });
}

/** The whole page: the window grows to it, so that what is fixed to its edges stays there. */
export async function takeWhole(page: Page, name: string, theme: ThemeName): Promise<void> {
  const size = page.viewportSize() ?? desktop;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (height > size.height) {
    await page.setViewportSize({ width: size.width, height: Math.min(height, heightMax) });
    await settle(page);
  }
  await take(page, name, theme);
}
