import { readFileSync } from 'node:fs';
import { theme } from 'antd';
import { expect, test } from 'vitest';
import { antdTheme, palette, type ThemeName } from './tokens';

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

const luminance = (colour: string): number => {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\da-f]{2}/gi) ?? [])
    .map((part) => Number.parseInt(part, 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const contrast = (one: string, other: string): number => {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
};

test.each(['light', 'dark'] as const)('in the %s what antd derives can be read', (name) => {
  const token = theme.getDesignToken(antdTheme(name, 'comfortable'));
  const p = palette[name];
  const pairs: [string, string][] = [
    ['#ffffff', token.colorPrimary],
    ['#ffffff', token.colorPrimaryHover],
    ['#ffffff', token.colorPrimaryActive],
    ...[p.card, p.raised].flatMap((card): [string, string][] => [
      [token.colorLink, card],
      [token.colorLinkHover, card],
      [token.colorError, card],
      [p.accent, card],
    ]),
  ];
  for (const [words, ground] of pairs) {
    expect(contrast(words, ground), `${words} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  }
});
