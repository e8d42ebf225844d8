import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { toast, toastProblem } from '@/shared/ui/toast';
import { refreshSources, runSource, type Source, setArchived } from './api';

/** Asks a source now; the answer is how it went. */
export function useRunning(onEnded?: () => void) {
  const { t } = useTranslation(['sources', 'common']);
  const { t: common } = useTranslation('common');
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ source, kind }: { source: Source; kind: 'run' | 'dry-run' }) =>
      runSource(source.id, kind),
    onSuccess: async (run, { source, kind }) => {
      const key = kind === 'dry-run' ? 'dryRan' : 'ran';
      toast({
        title: t(`${key}.${run.outcome}`, { name: source.name }),
        isError: run.outcome === 'failed',
      });
      await refreshSources(client);
      onEnded?.();
    },
    onError: (error) => toastProblem(common, error),
  });
}

/** Archives sources and takes them back; the message about it carries the way back. */
export function useArchiving() {
  const { t } = useTranslation('common');
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: ({ source, verb }: { source: Source; verb: 'archive' | 'restore' }) =>
      setArchived(source.id, verb),
    onSuccess: () => refreshSources(client),
    onError: (error) => toastProblem(t, error),
  });
  const restore = useCallback((source: Source) => mutate({ source, verb: 'restore' }), [mutate]);
  const archive = useCallback(
    (source: Source) =>
      mutate(
        { source, verb: 'archive' },
        {
          onSuccess: () =>
            toast({
              title: t('state.archived', { title: source.name }),
              action: { label: t('action.undo'), run: () => restore(source) },
            }),
        },
      ),
    [mutate, restore, t],
  );
  return { archive, restore };
}
