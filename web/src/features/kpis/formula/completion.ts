/** What could be written at the cursor: KPIs and functions that fit the word before it. */
import type { FormulaVocabulary } from './api';

export interface Choice {
  /** What is put in. */
  text: string;
  /** What it is called, if that is not its text. */
  name: string;
  kind: 'kpi' | 'function';
  /** What it does, in both languages; for functions. */
  english?: string;
  chinese?: string;
}

export interface Word {
  start: number;
  end: number;
  text: string;
}

const shownMax = 8;

/** The word that ends at the cursor: letters of any script, digits and `_`. Signs begin a new one. */
export function wordBefore(formula: string, cursor: number): Word {
  const match = /[\p{L}\p{N}_]*$/u.exec(formula.slice(0, cursor));
  const text = match?.[0] ?? '';
  return { start: cursor - text.length, end: cursor, text };
}

/** Begins with the word first, then holds it anywhere; KPIs before functions. */
export function choicesFor(vocabulary: FormulaVocabulary, word: string): Choice[] {
  if (!word || /^\d/.test(word)) return [];
  const asked = word.toLowerCase();
  const rank = (texts: string[]) => {
    const lower = texts.map((text) => text.toLowerCase());
    if (lower.some((text) => text === asked)) return 0;
    if (lower.some((text) => text.startsWith(asked))) return 1;
    return lower.some((text) => text.includes(asked)) ? 2 : null;
  };
  const ranked: { rank: number; choice: Choice }[] = [];
  for (const kpi of vocabulary.kpis) {
    const found = rank([kpi.code, kpi.name]);
    if (found !== null) {
      ranked.push({ rank: found * 2, choice: { text: kpi.text, name: kpi.name, kind: 'kpi' } });
    }
  }
  for (const { name, english, chinese } of vocabulary.functions) {
    const found = rank([name]);
    if (found !== null) {
      const choice: Choice = { text: `${name}()`, name, kind: 'function', english, chinese };
      ranked.push({ rank: found * 2 + 1, choice });
    }
  }
  return ranked
    .sort((a, b) => a.rank - b.rank || a.choice.name.length - b.choice.name.length)
    .slice(0, shownMax)
    .map(({ choice }) => choice);
}

/** The formula with the choice in the place of the word, and where the cursor goes: into the brackets of a function. */
export function completed(formula: string, word: Word, choice: Choice) {
  const text = formula.slice(0, word.start) + choice.text + formula.slice(word.end);
  const end = word.start + choice.text.length;
  return { text, cursor: choice.kind === 'function' ? end - 1 : end };
}

export interface Piece {
  text: string;
  isWrong: boolean;
}

/** The formula cut at its first problem, to underline it. Something missing at the end marks a blank behind the text. */
export function pieces(
  formula: string,
  problem: { start: number; end: number } | undefined,
): Piece[] {
  if (!problem) return [{ text: formula, isWrong: false }];
  const { start } = problem;
  const end = Math.max(problem.end, start + 1);
  return [
    { text: formula.slice(0, start), isWrong: false },
    { text: formula.slice(start, end) || ' ', isWrong: true },
    { text: formula.slice(end), isWrong: false },
  ].filter(({ text }) => text !== '');
}
