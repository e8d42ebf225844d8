import { expect, test } from 'vitest';

import { said } from '@/shared/api/problem-text';
import { loadLocale } from './load-locale';

const message = 'there is no unit with the code `JFX`; did you mean `JFK`?';

test('in English the server speaks for itself', async () => {
  await loadLocale('en');
  expect(said('unknown_reference', message)).toBe(message);
});

test('in Chinese the code is said, with the name that was probably meant', async () => {
  await loadLocale('zh-CN');
  expect(said('unknown_reference', message)).toBe('这里引用的内容不存在；您要写的是不是 JFK？');
  expect(said('cycle', 'this closes a circle: a → b → a')).toBe('这会形成循环：a → b → a');
});

test('what has no text is said as it came', async () => {
  await loadLocale('zh-CN');
  expect(said('from_a_newer_server', 'something new')).toBe('something new');
});
