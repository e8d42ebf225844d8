import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast, toastProblem } from '@/shared/ui/toast';
import { archiveThing, refreshKpis, restoreThing } from './api';

/** Archives a KPI or a target and takes it back; the message about it carries the way back. */
export function useArchiving(noun: 'kpis' | 'kpi-targets') {
  const { t } = useTranslation('common');
  const client = useQueryClient();
  const onError = (error: unknown) => toastProblem(t, error);
  const restoring = useMutation({
    mutationFn: (id: string) => restoreThing(noun, id),
    onSuccess: () => refreshKpis(client),
    onError,
  });
  const archiving = useMutation({
    mutationFn: ({ id }: { id: string; title: string }) => archiveThing(noun, id),
    onSuccess: async (_, { id, title }) => {
      toast({
        title: t('state.archived', { title }),
        action: { label: t('action.undo'), run: () => restoring.mutate(id) },
      });
      await refreshKpis(client);
    },
    onError,
  });
  return {
    archive: (id: string, title: string) => archiving.mutate({ id, title }),
    restore: (id: string) => restoring.mutate(id),
  };
}
