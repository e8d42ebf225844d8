import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resources as en } from './en';
import { resources as zh } from './zh-cn';

/** Leaves with the plural forms folded: English has two, Chinese one. */
function leaves(node: unknown, path = ''): Map<string, string> {
  if (typeof node === 'string') return new Map([[path.replace(/_(one|other)$/, ''), node]]);
  return new Map(
    Object.entries(node as object).flatMap(([key, value]) => [
      ...leaves(value, path ? `${path}.${key}` : key),
    ]),
  );
}

const places = (text: string) => [...new Set(text.match(/\{\{\w+\}\}|<\w+\/>/g) ?? [])].sort();

test('both languages have the same words with the same places in them', () => {
  const english = leaves(en);
  const chinese = leaves(zh);
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  for (const [key, text] of english)
    expect(places(chinese.get(key) ?? ''), key).toEqual(places(text));
});

test('no Chinese text uses half-width punctuation after a Chinese character', () => {
  for (const [key, text] of leaves(zh)) {
    expect(text, key).not.toMatch(/[\u4e00-\u9fff][,;:!?](?!\/)/);
  }
});

test('every feature with words is in the catalogues', () => {
  const features = readdirSync('src/features').filter((name) =>
    existsSync(`src/features/${name}/locales/en.json`),
  );
  expect(Object.keys(en)).toEqual(expect.arrayContaining(features));
});
