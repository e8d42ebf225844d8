import { defineConfig } from '@playwright/test';
import { browser } from './playwright.config';

/** Pictures of every page in both themes; `cargo xtask screenshots` starts a demo per language and says where it is. */
export default defineConfig({
  testDir: 'e2e/screenshots',
  workers: 1,
  timeout: 120_000,
  reporter: [['list']],
  outputDir: 'test-results',
  use: { ...browser, baseURL: process.env.AZIMUTH_URL ?? 'http://127.0.0.1:4700' },
});
