import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { Sentence } from '@/shared/ui/sentence';
import type { Source } from '../api';

const troubles = new Set(['failed', 'rejected', 'interrupted']);

/** How many there are, and which of them did not bring their values in. */
export function SourcesLead({ sources }: { sources: Source[] }) {
  const { t } = useTranslation('sources');
  const { space } = useFormat();
  const inUse = sources.filter((source) => !source.archived_at);
  if (inUse.length === 0) return <Sentence>{t('lead.none')}</Sentence>;
  const troubled = inUse.filter((source) => troubles.has(source.last_run?.outcome ?? ''));
  const names = troubled.map((source) => source.name).join(t('lead.comma'));
  return (
    <Sentence>
      {t('lead.all', { count: inUse.length })}
      {space}
      {troubled.length > 0 ? t('lead.troubled', { names }) : t('lead.well')}
    </Sentence>
  );
}
