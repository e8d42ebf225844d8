import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { FactList } from '@/shared/ui/fact-list';
import { SectionCard } from '@/shared/ui/section-card';
import type { Source } from '../api';

/** Where it is asked, when, and when its values last came in. */
export function SourceFacts({ source }: { source: Source }) {
  const { t } = useTranslation('sources');
  const format = useFormat();
  const { settings } = source;
  const place = settings.kind === 'folder' ? settings.folder || '/' : settings.url;
  const asked = t(`asked.${source.grain}`, { count: source.periods_back });
  const facts = [
    { label: t('fact.place'), value: place },
    { label: t('fact.asked'), value: source.includes_current ? `${asked} + 1` : asked },
    { label: t('fact.schedule'), value: source.schedule ?? t('onDemand') },
    {
      label: t('fact.next'),
      value: source.next_run_at ? format.instant(source.next_run_at) : t('off'),
    },
    {
      label: t('fact.lastSuccess'),
      value: source.last_success_at ? format.instant(source.last_success_at) : t('never'),
    },
    {
      label: t('fact.failed'),
      value: source.failed_attempts > 0 ? format.number(source.failed_attempts) : null,
    },
  ];
  return (
    <SectionCard title={t('facts')}>
      <FactList facts={facts} />
    </SectionCard>
  );
}
