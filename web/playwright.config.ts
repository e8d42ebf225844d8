/**
 * People's work in a real browser against the real binary: `npm run e2e`. One server per language lives as long as its
 * worker; what the environment gives is read in `e2e/support/environment.ts`.
 */
import { defineConfig } from '@playwright/test';
import { browser } from './e2e/support/environment';
import type { ServerOptions } from './e2e/support/fixtures';

export default defineConfig<object, ServerOptions>({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  workers: 1,
  // What passes only the second time, on a fresh server, is named "flaky" at the end: a fault to mend, not to hide.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    ...browser,
    viewport: { width: 1440, height: 900 },
    // Far from the organisation's zone and from UTC: whatever asks the browser for the day is caught.
    timezoneId: 'Pacific/Auckland',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'en', use: { language: 'en', locale: 'en-US' } },
    { name: 'zh', use: { language: 'zh', locale: 'zh-CN' } },
  ],
});
