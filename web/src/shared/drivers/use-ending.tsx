import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { toast, toastProblem } from '@/shared/ui/toast';
import { endDriver, refreshDrivers } from './api';
import type { KpiDriver } from './wire';

/** Ends a driver once that is confirmed. */
export function useEnding(onEnded?: () => void): {
  ask: (driver: KpiDriver) => void;
  /** The question, while it is asked. */
  dialog: ReactNode;
} {
  const { t } = useTranslation(['drivers', 'common']);
  const client = useQueryClient();
  const [asked, setAsked] = useState<KpiDriver | null>(null);
  const names = asked ? { driver: asked.driver.name, driven: asked.driven.name } : {};
  const ending = useMutation({
    mutationFn: endDriver,
    onSuccess: async () => {
      toast({ title: t('end.done', names) });
      setAsked(null);
      onEnded?.();
      await refreshDrivers(client);
    },
    onError: (error) => {
      setAsked(null);
      toastProblem(t as never, error);
    },
  });
  const dialog = asked ? (
    <ConfirmDialog
      title={t('end.title')}
      confirmLabel={t('end.action')}
      isDangerous={true}
      isPending={ending.isPending}
      onConfirm={() => ending.mutate(asked.id)}
      onClose={() => setAsked(null)}
    >
      {t('end.hint', names)}
    </ConfirmDialog>
  ) : null;
  return { ask: setAsked, dialog };
}
