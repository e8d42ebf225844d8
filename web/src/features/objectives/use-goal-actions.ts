import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Milestone } from '@/shared/api/types';
import { serverNow, useClockStore } from '@/shared/lib/clock';
import { toast, toastProblem } from '@/shared/ui/toast';
import { archive, publishObjective, refreshGoals, restore, setMilestoneDone } from './api';

type Noun = Parameters<typeof archive>[0];

/** What can be done with goals without a form; archiving can be undone from the message it leaves. */
export function useGoalActions() {
  const { t } = useTranslation('objectives');
  const { t: common } = useTranslation('common');
  const client = useQueryClient();
  const onError = (error: unknown) => toastProblem(common, error);
  const refresh = () => refreshGoals(client);

  const restoring = useMutation({
    mutationFn: ({ noun, id }: { noun: Noun; id: string }) => restore(noun, id),
    onSuccess: refresh,
    onError,
  });
  const archiving = useMutation({
    mutationFn: ({ noun, id }: { noun: Noun; id: string; title: string }) => archive(noun, id),
    onSuccess: async (_, { noun, id, title }) => {
      toast({
        title: common('state.archived', { title }),
        action: { label: common('action.undo'), run: () => restoring.mutate({ noun, id }) },
      });
      await refresh();
    },
    onError,
  });
  const publishing = useMutation({
    mutationFn: publishObjective,
    onSuccess: async ({ item }) => {
      toast({ title: t('published'), hint: item.title });
      await refresh();
    },
    onError,
  });
  const stepping = useMutation({
    mutationFn: ({ step, isDone }: { step: Milestone; isDone: boolean }) =>
      setMilestoneDone(step, isDone ? today() : null),
    onSuccess: refresh,
    onError,
  });

  return {
    archiveGoal: (noun: Noun, id: string, title: string) => archiving.mutate({ noun, id, title }),
    restoreGoal: (noun: Noun, id: string) => restoring.mutate({ noun, id }),
    publish: (id: string) => publishing.mutate(id),
    isPublishing: publishing.isPending,
    toggleMilestone: (step: Milestone, isDone: boolean) => stepping.mutate({ step, isDone }),
  };
}

/** The day in the organisation, by the server's clock. */
function today(): string {
  const { timeZone } = useClockStore.getState();
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(serverNow());
}
