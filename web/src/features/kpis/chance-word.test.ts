import { expect, test } from 'vitest';
import { chanceWord, chanceWords } from './chance-word';

test('every word has its span, and the edge belongs to the better one', () => {
  expect([0.97, 0.7, 0.5, 0.2, 0.02].map(chanceWord)).toEqual([...chanceWords]);
  expect([0.9, 0.65, 0.35, 0.1].map(chanceWord)).toEqual([
    'almostSure',
    'likely',
    'even',
    'unlikely',
  ]);
});
