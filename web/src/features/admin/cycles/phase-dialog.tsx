import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CyclePhase } from '@/shared/api/types';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';
import { toast, toastProblem } from '@/shared/ui/toast';
import { type ManagedCycle, moveCycleOn, nextPhase, refreshCycles } from './api';

interface PhaseDialogProps {
  cycle: ManagedCycle;
  onClose: () => void;
}

/** Says what the next phase means before the cycle moves on: there is no way back. */
export function PhaseDialog({ cycle, onClose }: PhaseDialogProps) {
  const { t } = useTranslation(['admin', 'common']);
  const { t: common } = useTranslation('common');
  const client = useQueryClient();
  const moving = useMutation({
    mutationFn: (phase: CyclePhase) => moveCycleOn(cycle, phase),
    onSuccess: async ({ item }) => {
      toast({
        title: t('cycles.moved', {
          name: item.name,
          phase: t(`common:cyclePhase.${item.phase}`),
        }),
      });
      await refreshCycles(client);
    },
    onError: (error) => toastProblem(common, error),
    onSettled: onClose,
  });
  const next = nextPhase(cycle) as 'active' | 'closing' | 'closed' | null;
  if (!next) return null;
  return (
    <ConfirmDialog
      title={t(`cycles.stepTitle.${next}`, { name: cycle.name })}
      confirmLabel={t(`cycles.step.${next}`)}
      isPending={moving.isPending}
      isDangerous={next === 'closed'}
      onConfirm={() => moving.mutate(next)}
      onClose={onClose}
    >
      {t(`cycles.stepText.${next}`)}
    </ConfirmDialog>
  );
}
