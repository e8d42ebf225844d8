/** The stage of every end-to-end test: a server of its language, people who sign in, and eyes for faults. */
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { Api } from './api';
import { Faults } from './faults';
import { type Language, Server } from './server';
import { type Words, words } from './words';

export interface ServerOptions {
  language: Language;
}

interface WorkerFixtures extends ServerOptions {
  demo: Server;
  w: Words;
}

interface Person {
  context: BrowserContext;
  page: Page;
  api: Api;
}

interface TestFixtures {
  faults: Faults;
  /** A browser of somebody's own, signed in. */
  person: (
    email: string,
    options?: Parameters<import('@playwright/test').Browser['newContext']>[0],
  ) => Promise<Person>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  language: ['en', { option: true, scope: 'worker' }],
  demo: [
    async ({ language }, use) => {
      const server = await Server.demo(language);
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 190_000 },
  ],
  w: [async ({ language }, use) => use(words(language)), { scope: 'worker' }],
  baseURL: async ({ demo }, use) => use(demo.url),
  faults: [
    async ({ context }, use) => {
      const faults = new Faults();
      await faults.watch(context);
      await use(faults);
      expect(faults.found, 'console errors, exceptions and policy violations').toEqual([]);
    },
    { auto: true },
  ],
  person: async ({ browser, demo, faults }, use, testInfo) => {
    const contexts: BrowserContext[] = [];
    const { locale, timezoneId, viewport } = testInfo.project.use;
    await use(async (email, options = {}) => {
      const context = await browser.newContext({
        baseURL: demo.url,
        ...(locale ? { locale } : {}),
        ...(timezoneId ? { timezoneId } : {}),
        ...(viewport ? { viewport } : {}),
        ...options,
      });
      contexts.push(context);
      await faults.watch(context);
      const page = await context.newPage();
      const api = new Api(context.request, demo.url);
      await api.signIn(email);
      return { context, page, api };
    });
    for (const context of contexts) await context.close();
  },
});

export { expect };

/** The page stands: its heading is there and nothing is still being loaded. */
export async function ready(page: Page, w: Words): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.getByRole('status', { name: w('common:state.loading') })).toHaveCount(0);
}
