/** The stage of every end-to-end test: a server of its language, people who sign in, and eyes for faults. */
import {
  type Browser,
  type BrowserContext,
  test as base,
  expect,
  type Page,
  type TestInfo,
} from '@playwright/test';
import { Api } from './api';
import { Faults } from './faults';
import { type Language, Server } from './server';
import { type Words, words } from './words';

export interface ServerOptions {
  language: Language;
}

type ContextOptions = Parameters<Browser['newContext']>[0];
type Cookies = NonNullable<NonNullable<ContextOptions>['storageState']>;

interface WorkerFixtures extends ServerOptions {
  demo: Server;
  w: Words;
  /** The sessions that were opened for earlier tests, by address. */
  sessions: Map<string, Cookies>;
}

interface Person {
  context: BrowserContext;
  page: Page;
  api: Api;
}

interface TestFixtures {
  faults: Faults;
  /** A browser of somebody's own, signed in. */
  person: (email: string, options?: ContextOptions) => Promise<Person>;
  /** The same with a session that no other test shares. */
  newcomer: (email: string) => Promise<Person>;
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
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern
  sessions: [async ({}, use) => use(new Map()), { scope: 'worker' }],
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
  person: async ({ browser, demo, faults, sessions }, use, testInfo) => {
    const contexts: BrowserContext[] = [];
    await use(async (email, options = {}) => {
      const storageState = sessions.get(email);
      const context = await browser.newContext({
        ...optionsOf(testInfo, demo),
        ...(storageState ? { storageState } : {}),
        ...options,
      });
      contexts.push(context);
      const person = await enter(context, demo, faults, storageState ? null : email);
      if (!storageState) sessions.set(email, await context.storageState());
      return person;
    });
    for (const context of contexts) await context.close();
  },
  newcomer: async ({ browser, demo, faults }, use, testInfo) => {
    const contexts: BrowserContext[] = [];
    await use(async (email) => {
      const context = await browser.newContext(optionsOf(testInfo, demo));
      contexts.push(context);
      return enter(context, demo, faults, email);
    });
    for (const context of contexts) await context.close();
  },
});

/** What a context that is made by hand takes over from the project. */
function optionsOf({ project }: TestInfo, demo: Server): NonNullable<ContextOptions> {
  const { locale, timezoneId, viewport } = project.use;
  return {
    baseURL: demo.url,
    ...(locale ? { locale } : {}),
    ...(timezoneId ? { timezoneId } : {}),
    ...(viewport ? { viewport } : {}),
  };
}

async function enter(
  context: BrowserContext,
  demo: Server,
  faults: Faults,
  email: string | null,
): Promise<Person> {
  await faults.watch(context);
  const api = new Api(context.request, demo.url);
  if (email) await api.signIn(email);
  return { context, page: await context.newPage(), api };
}

export { expect };

/** The page stands: its heading is there and nothing is still being loaded. */
export async function ready(page: Page, w: Words): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.getByRole('status', { name: w('common:state.loading') })).toHaveCount(0);
}
