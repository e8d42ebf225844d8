import { useTranslation } from 'react-i18next';
import { kpisPath } from '@/shared/lib/paths';
import { AppLink } from '@/shared/ui/app-link';
import { EmptyState } from '@/shared/ui/empty-state';

export function NothingThere() {
  const { t } = useTranslation('kpi-tree');
  return (
    <EmptyState
      title={t('empty.title')}
      hint={t('empty.hint')}
      action={<AppLink href={kpisPath}>{t('empty.kpis')}</AppLink>}
    />
  );
}

/** There are KPIs, and nothing ties them yet. */
export function NothingTied({
  isFiltered,
  canRelate,
}: {
  isFiltered: boolean;
  canRelate: boolean;
}) {
  const { t } = useTranslation('kpi-tree');
  if (isFiltered)
    return <EmptyState title={t('untied.filtered')} hint={t('untied.filteredHint')} />;
  return (
    <EmptyState
      title={t('untied.title')}
      hint={t(canRelate ? 'untied.hintRelate' : 'untied.hint')}
    />
  );
}
