/**
 * Drafts and what became of them. Drafts live in sessionStorage, so that a reload or a wrong turn loses nothing; they
 * belong to a user, so that the next one to sign in on this tab does not find them.
 */
import { create } from 'zustand';
import type { Moved } from '@/shared/api/moved';
import type { ProblemBody } from '@/shared/api/types';
import type { Draft } from './draft';

export type Outcome =
  | { state: 'saving' }
  | { state: 'saved'; moved: Moved[] }
  | { state: 'refused'; problem: ProblemBody };

interface DraftState {
  userId: string | null;
  drafts: Record<string, Draft>;
  outcomes: Record<string, Outcome>;
}

export const useDraftStore = create<DraftState>(() => ({ userId: null, drafts: {}, outcomes: {} }));

const storageKey = (userId: string) => `azimuth.check-in.${userId}`;

function keep(): void {
  const { userId, drafts } = useDraftStore.getState();
  if (!userId) return;
  try {
    sessionStorage.setItem(storageKey(userId), JSON.stringify(drafts));
  } catch {
    // A browser that stores nothing still keeps the draft until the page is closed.
  }
}

/** Finds what this user had written before. */
export function openDrafts(userId: string): void {
  if (useDraftStore.getState().userId === userId) return;
  let drafts: Record<string, Draft> = {};
  try {
    drafts = JSON.parse(sessionStorage.getItem(storageKey(userId)) ?? '{}');
  } catch {
    // What cannot be read is as good as nothing.
  }
  useDraftStore.setState({ userId, drafts, outcomes: {} });
}

export function putDraft(keyResultId: string, draft: Draft): void {
  useDraftStore.setState(({ drafts }) => ({ drafts: { ...drafts, [keyResultId]: draft } }));
  keep();
}

export function dropDraft(keyResultId: string): void {
  useDraftStore.setState(({ drafts: { [keyResultId]: _, ...drafts } }) => ({ drafts }));
  keep();
}

export function putOutcome(keyResultId: string, outcome: Outcome): void {
  useDraftStore.setState(({ outcomes }) => ({ outcomes: { ...outcomes, [keyResultId]: outcome } }));
}

export function dropOutcome(keyResultId: string): void {
  useDraftStore.setState(({ outcomes: { [keyResultId]: _, ...outcomes } }) => ({ outcomes }));
}
