import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { Sentence } from '@/shared/ui/sentence';
import type { Preview } from '../wire';

/** What the file would change, in one sentence; what it still needs, when it needs something. */
export function CountsLead({ preview }: { preview: Preview }) {
  const { t } = useTranslation('uploads');
  const format = useFormat();
  if (preview.missing.length > 0) {
    const names = preview.missing.map((name) => t(`role.${name as 'kpi'}`)).join(t('comma'));
    return <Sentence>{t('missing', { names })}</Sentence>;
  }
  const parts = [
    t('count.rows', { count: preview.rows }),
    t('count.inserted', { count: preview.inserted }),
    t('count.corrected', { count: preview.corrected }),
    t('count.unchanged', { count: preview.unchanged }),
    ...(preview.blank > 0 ? [t('count.blank', { count: preview.blank })] : []),
  ].join(t('comma'));
  const refused =
    preview.rejected_count > 0 ? t('count.rejected', { count: preview.rejected_count }) : '';
  return (
    <Sentence>{[`${parts}${t('stop')}`, refused].filter(Boolean).join(format.space)}</Sentence>
  );
}
