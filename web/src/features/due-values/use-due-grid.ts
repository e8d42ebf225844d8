import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { asProblem } from '@/shared/api/problem';
import { said } from '@/shared/api/problem-text';
import type { ProblemBody } from '@/shared/api/types';
import { dueValuesQuery, recordValues, refreshValues } from './api';
import {
  type At,
  type Entries,
  type Field,
  fillBlock,
  keyOf,
  newValue,
  parseBlock,
  problems,
  withText,
} from './grid';
import { isComplete } from './wire';

/** What the server said of a cell, until the cell is changed. */
type Refusals = Readonly<Record<string, Partial<Record<Field, string>>>>;

export type Outcome =
  | { kind: 'saved'; inserted: number }
  | { kind: 'wrong'; count: number }
  | { kind: 'pasted'; left: number }
  | { kind: 'failed'; problem: ProblemBody };

/** What is typed and not saved, what is wrong with it, and saving all of it at once. */
export function useDueGrid() {
  const client = useQueryClient();
  const list = useInfiniteQuery(dueValuesQuery);
  const rows = useMemo(
    () => (list.data?.pages ?? []).flatMap((page) => page.items).filter(isComplete),
    [list.data],
  );
  const [entries, setEntries] = useState<Entries>({});
  const [refusals, setRefusals] = useState<Refusals>({});
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [isSaving, setSaving] = useState(false);
  const typed = rows.filter((row) => entries[keyOf(row)]);

  const change = (next: Entries) => {
    setEntries(next);
    setRefusals({});
    setOutcome(null);
  };
  const setText = (key: string, field: Field, text: string) =>
    change(withText(entries, key, field, text));
  const paste = (at: At, text: string) => {
    const { entries: filled, left } = fillBlock(rows, entries, at, parseBlock(text));
    change(filled);
    if (left > 0) setOutcome({ kind: 'pasted', left });
  };

  const save = async () => {
    const wrong = typed.filter((row) => Object.keys(problems(row, entries[keyOf(row)])).length > 0);
    if (wrong.length > 0) return setOutcome({ kind: 'wrong', count: wrong.length });
    setSaving(true);
    try {
      const items = typed.flatMap((row) => newValue(row, entries[keyOf(row)]) ?? []);
      const { item } = await recordValues(items);
      change({});
      setOutcome({ kind: 'saved', inserted: item.inserted + item.corrected });
      await refreshValues(client);
    } catch (error) {
      const problem = asProblem(error);
      const found: Record<string, Partial<Record<Field, string>>> = {};
      for (const { field, code, message } of problem.errors) {
        const [, place, name = ''] = field.split('.');
        const row = typed[Number(place)];
        if (!row) continue;
        const at: Field = name === 'denominator' || name === 'note' ? name : 'value';
        found[keyOf(row)] = { ...found[keyOf(row)], [at]: said(code, message) };
      }
      setRefusals(found);
      const count = Object.keys(found).length;
      setOutcome(count > 0 ? { kind: 'wrong', count } : { kind: 'failed', problem });
    } finally {
      setSaving(false);
    }
  };

  return { list, rows, entries, refusals, outcome, isSaving, typed, setText, paste, save };
}

export type DueGrid = ReturnType<typeof useDueGrid>;
