import type { QueryClient } from '@tanstack/react-query';
import { patch, post } from '@/shared/api/http';
import type { Moved, Written } from '@/shared/api/moved';
import { invalidatePaths } from '@/shared/api/query';
import type { CheckIn, KeyResult, Milestone } from '@/shared/api/types';
import type { NewCheckIn } from './draft';

export const recordCheckIn = (keyResultId: string, checkIn: NewCheckIn) =>
  post<Written<CheckIn>>(`/key-results/${keyResultId}/check-ins`, checkIn);

export const setMilestoneDone = (step: Milestone, doneOn: string | null) =>
  patch<Written<Milestone>>(`/milestones/${step.id}`, { version: step.version, done_on: doneOn });

/** Pages whose answers hold key results. */
const paths = ['/check-in-sheet', '/objectives', '/key-results'];

type Edit = (keyResult: KeyResult) => KeyResult;

const isKeyResult = (node: object): node is KeyResult => 'may_check_in' in node && 'score' in node;

/** The same answer with one key result edited wherever it stands in it. */
export function editedIn(node: unknown, id: string, edit: Edit): unknown {
  if (Array.isArray(node)) {
    const edited = node.map((item) => editedIn(item, id, edit));
    return edited.some((item, index) => item !== node[index]) ? edited : node;
  }
  if (node === null || typeof node !== 'object') return node;
  if (isKeyResult(node)) return node.id === id ? edit(node) : node;
  let copy: Record<string, unknown> | null = null;
  for (const [key, value] of Object.entries(node)) {
    const edited = editedIn(value, id, edit);
    if (edited === value) continue;
    copy ??= { ...node };
    copy[key] = edited;
  }
  return copy ?? node;
}

/** Shows an edit at once in every cached answer; gives back what takes it away again. */
export function showAtOnce(client: QueryClient, id: string, edit: Edit): () => void {
  const filter = {
    predicate: ({ queryKey }: { queryKey: readonly unknown[] }) =>
      paths.some((path) => String(queryKey[1]).startsWith(path)),
  };
  void client.cancelQueries(filter);
  const before = client.getQueriesData(filter);
  client.setQueriesData(filter, (data: unknown) => editedIn(data, id, edit));
  return () => {
    for (const [key, data] of before) client.setQueryData(key, data);
  };
}

/** The scores that came back are shown before the pages are asked again. */
export function showMoved(client: QueryClient, moved: Moved[]): void {
  for (const { entity, id, after } of moved) {
    if (entity !== 'key_result' || !after) continue;
    showAtOnce(client, id, (keyResult) => ({ ...keyResult, score: after }));
  }
}

export const refreshAfterCheckIn = (client: QueryClient) =>
  invalidatePaths(client, [
    ...paths,
    '/company',
    '/units',
    '/people',
    '/alignment-map',
    '/session',
  ]);
