/**
 * Pictures of every page in both themes. `cargo xtask screenshots` starts a demo per language and says in the
 * environment where it is (AZIMUTH_URL), in which language (AZIMUTH_LANG) and where the pictures go
 * (AZIMUTH_SCREENSHOTS).
 */
import { defineConfig } from '@playwright/test';
import { browser } from './e2e/support/environment';

export default defineConfig({
  testDir: 'e2e/screenshots',
  testMatch: '*.ts',
  outputDir: 'test-results',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: [['line']],
  use: {
    ...browser,
    baseURL: process.env.AZIMUTH_URL ?? 'http://127.0.0.1:4700',
    viewport: { width: 1440, height: 900 },
    contextOptions: { reducedMotion: 'reduce' },
    timezoneId: 'America/New_York',
  },
});
