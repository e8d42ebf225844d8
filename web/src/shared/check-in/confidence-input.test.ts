import { expect, test } from 'vitest';
import { confidenceAfter, confidenceWord } from './confidence-input';

test('digits choose, 0 is ten', () => {
  expect(confidenceAfter('7', 2)).toBe(7);
  expect(confidenceAfter('0', 2)).toBe(10);
});

test('arrows step and stop at the ends; from nothing they begin at the near end', () => {
  expect(confidenceAfter('ArrowRight', 9)).toBe(10);
  expect(confidenceAfter('ArrowRight', 10)).toBe(10);
  expect(confidenceAfter('ArrowLeft', 1)).toBe(1);
  expect(confidenceAfter('ArrowRight', null)).toBe(1);
  expect(confidenceAfter('ArrowLeft', null)).toBe(10);
});

test('other keys are left to the page', () => {
  expect(confidenceAfter('Enter', 5)).toBeNull();
  expect(confidenceAfter('a', 5)).toBeNull();
});

test('every step has its word', () => {
  expect([1, 3, 4, 6, 7, 8, 9, 10].map(confidenceWord)).toEqual([
    'doubtful',
    'doubtful',
    'uncertain',
    'uncertain',
    'likely',
    'likely',
    'sure',
    'sure',
  ]);
});
