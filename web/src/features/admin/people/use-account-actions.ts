import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast, toastProblem } from '@/shared/ui/toast';
import { type IssuedLink, issueLink, refreshPeople, type User, updateUser } from './api';
import type { IssuedFor } from './link-dialog';

/** What can be done with an account without a form. */
export function useAccountActions(user: User | null, name: string | undefined) {
  const { t } = useTranslation('admin');
  const { t: common } = useTranslation('common');
  const client = useQueryClient();
  const [issued, setIssued] = useState<IssuedFor | null>(null);
  const onError = (error: unknown) => toastProblem(common, error);
  const show = (link: IssuedLink) => setIssued({ link, name: name ?? user?.email ?? '' });
  const issuing = useMutation({ mutationFn: issueLink, onSuccess: show, onError });
  const switching = useMutation({
    mutationFn: (change: { user: User; is_disabled: boolean }) =>
      updateUser(change.user, { is_disabled: change.is_disabled }),
    onSuccess: async ({ email, disabled_at }) => {
      toast({ title: t(disabled_at ? 'account.disabled' : 'account.enabled', { email }) });
      await refreshPeople(client);
    },
    onError,
  });
  return {
    issued,
    show,
    hide: () => setIssued(null),
    issue: () => user && issuing.mutate(user),
    isIssuing: issuing.isPending,
    enable: () => user && switching.mutate({ user, is_disabled: false }),
    disable: (onDone: () => void) =>
      user && switching.mutate({ user, is_disabled: true }, { onSettled: onDone }),
    isSwitching: switching.isPending,
  };
}
