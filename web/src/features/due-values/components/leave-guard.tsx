import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/shared/ui/confirm-dialog';

/** Asks before cells that are not saved are left behind, by a link as by closing the window. */
export function LeaveGuard({ count }: { count: number }) {
  const { t } = useTranslation('due-values');
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => count > 0 && current.pathname !== next.pathname,
    enableBeforeUnload: () => count > 0,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <ConfirmDialog
      title={t('leave.title')}
      confirmLabel={t('leave.confirm')}
      isDangerous={true}
      onConfirm={blocker.proceed}
      onClose={blocker.reset}
    >
      {t('leave.text', { count })}
    </ConfirmDialog>
  );
}
