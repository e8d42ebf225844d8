import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { kpiPath } from '@/shared/lib/paths';
import { toast, toastProblem } from '@/shared/ui/toast';
import { copyReadyKpi, refreshKpis } from './api';

/** Makes a KPI of a ready definition; the message about it leads to the KPI. */
export function useCopying(onCopied?: () => void) {
  const { t } = useTranslation('kpis');
  const { t: common } = useTranslation('common');
  const client = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: copyReadyKpi,
    onSuccess: async ({ item }) => {
      toast({
        title: t('catalogue.copied', { name: item.name }),
        action: {
          label: t('catalogue.openKpi'),
          run: () => void router.navigate({ href: kpiPath(item.code) }),
        },
      });
      await refreshKpis(client);
      onCopied?.();
    },
    onError: (error) => toastProblem(common, error),
  });
}
