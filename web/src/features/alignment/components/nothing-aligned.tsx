import { useTranslation } from 'react-i18next';
import type { Cycle } from '@/shared/api/types';
import { objectivesPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { AppLink } from '@/shared/ui/app-link';
import { EmptyState } from '@/shared/ui/empty-state';

export function NothingAligned({ cycle }: { cycle: Cycle | null }) {
  const { t } = useTranslation('alignment');
  const format = useFormat();
  return (
    <EmptyState
      title={cycle ? t('empty.title', { cycle: format.cycle(cycle) }) : t('empty.noCycle')}
      hint={t('empty.hint')}
      action={<AppLink href={objectivesPath(cycle?.id)}>{t('empty.objectives')}</AppLink>}
    />
  );
}
