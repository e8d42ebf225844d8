import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckInDrawer } from '@/shared/check-in/check-in-drawer';
import { toastProblem } from '@/shared/ui/toast';
import { keyResultQuery } from '../api';

interface KeyResultDrawerProps {
  id: string;
  elapsed: number | null;
  onClose: () => void;
}

/** The one key result that the address names. */
export function KeyResultDrawer({ id, elapsed, onClose }: KeyResultDrawerProps) {
  const { t } = useTranslation('common');
  const { data, error } = useQuery(keyResultQuery(id));
  useEffect(() => {
    if (!error) return;
    toastProblem(t, error);
    onClose();
  }, [error, onClose, t]);
  if (!data) return null;
  return <CheckInDrawer keyResult={data} elapsed={elapsed} onClose={onClose} />;
}
