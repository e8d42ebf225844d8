import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { Sentence } from '@/shared/ui/sentence';
import type { Change } from './api';
import { useChangeWords } from './use-change-words';

/** How long the log is and what happened last. */
export function ChangesLead({ newest }: { newest: Change | undefined }) {
  const { t } = useTranslation('admin');
  const format = useFormat();
  const words = useChangeWords();
  return (
    <Sentence>
      {newest
        ? t('changes.lead', {
            count: newest.seq,
            total: format.number(newest.seq),
            actor: words.actor(newest),
            ago: format.ago(newest.at),
          })
        : t('changes.leadFiltered')}
    </Sentence>
  );
}
