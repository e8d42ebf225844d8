import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { palette, type ThemeName } from './tokens';

const css = readFileSync('src/shared/ui/tokens.css', 'utf8');
const [light = '', dark = ''] = css.split(':root[data-theme="dark"]');

test.each([
  ['light', light],
  ['dark', dark],
] as [ThemeName, string][])(
  'the %s colours of tokens.css are those of tokens.ts',
  (name, block) => {
    for (const [token, colour] of Object.entries(palette[name])) {
      expect(block, token).toContain(`--${token}: ${colour};`);
    }
  },
);
