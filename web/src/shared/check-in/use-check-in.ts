import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { asProblem } from '@/shared/api/problem';
import type { KeyResult, Milestone } from '@/shared/api/types';
import { serverNow, useClockStore } from '@/shared/lib/clock';
import { dayIn } from '@/shared/lib/days';
import { recordCheckIn, refreshAfterCheckIn, setMilestoneDone, showAtOnce, showMoved } from './api';
import { asCheckIn, checkedIn, type Draft, initialDraft } from './draft';
import { dropDraft, dropOutcome, putDraft, putOutcome, useDraftStore } from './draft-store';

/** The draft of one key result, what became of the last one, and what can be done with it. */
export function useCheckInRow(keyResult: KeyResult) {
  const { id } = keyResult;
  const initial = initialDraft(keyResult);
  const draft = useDraftStore((state) => state.drafts[id]) ?? initial;
  const outcome = useDraftStore((state) => state.outcomes[id]);
  const change = (part: Partial<Draft>) => {
    if (outcome && outcome.state !== 'saving') dropOutcome(id);
    putDraft(id, { ...draft, ...part });
  };
  return { draft, initial, outcome, change };
}

/** Saves check-ins: shown at once, taken back with the entries when the server refuses. */
export function useCheckInSaver() {
  const client = useQueryClient();
  return useCallback(
    async (keyResult: KeyResult): Promise<boolean> => {
      const { id } = keyResult;
      const { drafts, outcomes } = useDraftStore.getState();
      if (outcomes[id]?.state === 'saving') return false;
      const draft = drafts[id] ?? initialDraft(keyResult);
      const now = serverNow().toISOString();
      const takeBack = showAtOnce(client, id, (found) => checkedIn(found, draft, now));
      putOutcome(id, { state: 'saving' });
      dropDraft(id);
      try {
        const { moved } = await recordCheckIn(id, asCheckIn(draft, keyResult));
        putOutcome(id, { state: 'saved', moved });
        showMoved(client, moved);
        void refreshAfterCheckIn(client);
        return true;
      } catch (error) {
        takeBack();
        // Whatever was typed while the request was under way is newer than what was refused.
        putDraft(id, useDraftStore.getState().drafts[id] ?? draft);
        putOutcome(id, { state: 'refused', problem: asProblem(error) });
        return false;
      }
    },
    [client],
  );
}

/** Ticks a milestone; it is a fact of its own and needs no other entry. */
export function useMilestoneToggle(keyResult: KeyResult) {
  const client = useQueryClient();
  return async (step: Milestone, isDone: boolean) => {
    const doneOn = isDone ? dayIn(useClockStore.getState().timeZone, serverNow()) : null;
    const takeBack = showAtOnce(client, keyResult.id, (found) => ({
      ...found,
      milestones: found.milestones.map((other) =>
        other.id === step.id ? { ...other, done_on: doneOn } : other,
      ),
    }));
    try {
      const { moved } = await setMilestoneDone(step, doneOn);
      putOutcome(keyResult.id, { state: 'saved', moved });
      showMoved(client, moved);
      void refreshAfterCheckIn(client);
    } catch (error) {
      takeBack();
      putOutcome(keyResult.id, { state: 'refused', problem: asProblem(error) });
    }
  };
}
