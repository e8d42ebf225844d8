import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { invalidatePaths } from '@/shared/api/query';
import { toast, toastProblem } from '@/shared/ui/toast';
import { type ArchivableNoun, archive, restore } from './api';

interface Thing {
  id: string;
  name: string;
}

/** Archives things of one kind and takes them back; the message about it carries the way back. */
export function useArchiving(noun: ArchivableNoun, paths: readonly string[]) {
  const { t } = useTranslation(['admin', 'common']);
  const { t: common } = useTranslation('common');
  const client = useQueryClient();
  const refresh = () => invalidatePaths(client, [`/${noun}`, ...paths]);
  const onError = (error: unknown) => toastProblem(common, error);
  const restoring = useMutation({
    mutationFn: ({ id }: Thing) => restore(noun, id),
    onSuccess: async (_, { name }) => {
      toast({ title: t('restored', { title: name }) });
      await refresh();
    },
    onError,
  });
  const archiving = useMutation({
    mutationFn: ({ id }: Thing) => archive(noun, id),
    onSuccess: async (_, thing) => {
      toast({
        title: t('common:state.archived', { title: thing.name }),
        action: { label: t('common:action.undo'), run: () => restoring.mutate(thing) },
      });
      await refresh();
    },
    onError,
  });
  return { archive: archiving.mutate, restore: restoring.mutate };
}
