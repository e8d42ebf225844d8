/** What the machine gives: the binary under test and the browser. `cargo xtask test` sets both. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** The binary to start. */
export const binary = process.env.AZIMUTH_BIN ?? resolve('../target/debug/azimuth');

const chromium =
  process.env.AZIMUTH_CHROMIUM ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** The system's own browser, kept from the network and from the sandbox that containers do not have. */
export const browser = {
  launchOptions: {
    ...(chromium ? { executablePath: chromium } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
      '--force-color-profile=srgb',
    ],
  },
};
