import { useTranslation } from 'react-i18next';
import { checkInPath, objectivesPath } from '@/shared/lib/paths';
import { AppLink } from '@/shared/ui/app-link';
import { EmptyState } from '@/shared/ui/empty-state';

interface NothingToReportProps {
  isOfObjective: boolean;
  cycle: string | null;
}

export function NothingToReport({ isOfObjective, cycle }: NothingToReportProps) {
  const { t } = useTranslation('check-ins');
  if (isOfObjective) {
    return (
      <EmptyState
        title={t('empty.objective')}
        hint={t('empty.objectiveHint')}
        action={<AppLink href={checkInPath()}>{t('showAll')}</AppLink>}
      />
    );
  }
  return (
    <EmptyState
      title={cycle ? t('empty.title', { cycle }) : t('empty.noCycle')}
      hint={t('empty.hint')}
      action={<AppLink href={objectivesPath()}>{t('empty.objectives')}</AppLink>}
    />
  );
}
