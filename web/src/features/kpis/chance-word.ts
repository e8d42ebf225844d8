/** How a probability is said: the number stands beside it, the word makes it plain. */
export const chanceWords = ['almostSure', 'likely', 'even', 'unlikely', 'hardly'] as const;
export type ChanceWord = (typeof chanceWords)[number];

const from: [number, ChanceWord][] = [
  [0.9, 'almostSure'],
  [0.65, 'likely'],
  [0.35, 'even'],
  [0.1, 'unlikely'],
];

export function chanceWord(probability: number): ChanceWord {
  return from.find(([least]) => probability >= least)?.[1] ?? 'hardly';
}
