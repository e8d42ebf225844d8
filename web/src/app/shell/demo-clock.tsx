import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { Icon } from '@/shared/ui/icon';
import { toast, toastProblem } from '@/shared/ui/toast';
import { advanceDemo } from '../account';
import styles from './header.module.css';

/** Moves the clock of the demo; the week's real flights come in and every page follows. */
export function DemoClock() {
  const { t } = useTranslation(['app', 'common']);
  const { t: common } = useTranslation('common');
  const format = useFormat();
  const client = useQueryClient();
  const advance = useMutation({
    mutationFn: () => advanceDemo(client),
    onSuccess: (now) =>
      toast({
        title: t('demo.advanced', { time: format.instantDay(now) }),
        hint: t('demo.advancedHint'),
      }),
    onError: (error) => toastProblem(common, error),
  });
  return (
    <button
      type="button"
      className={styles.advance}
      disabled={advance.isPending}
      aria-label={t('demo.advanceLabel')}
      title={t('demo.advanceLabel')}
      onClick={() => advance.mutate()}
    >
      <Icon name="forward" size={13} />
      {t('demo.advance')}
    </button>
  );
}
