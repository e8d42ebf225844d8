import i18next from 'i18next';
import { expect, test } from 'vitest';
import { session } from '@/test/factories';
import { loadLocale } from '../i18n/load-locale';
import { allCommands, commandsFor } from './all-commands';

test.each(['en', 'zh-CN'] as const)('every command has its words in %s', async (locale) => {
  await loadLocale(locale);
  for (const { label } of allCommands) expect(i18next.exists(label), label).toBe(true);
});

test('no two commands want the same keys', () => {
  const keys = allCommands.flatMap((command) => command.keys ?? []);
  expect(new Set(keys).size).toBe(keys.length);
});

test('a command of the open page takes its keys from the general one', () => {
  const own = { id: 'own', label: 'app:product', group: 'page', keys: 'u', run: () => {} } as const;
  const holders = commandsFor(session, [own]).filter((command) => command.keys === 'u');
  expect(holders.map((command) => command.id)).toEqual(['own']);
});
