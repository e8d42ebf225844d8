import { useTranslation } from 'react-i18next';
import { useTargetWords } from '@/shared/goals/use-target-words';
import { useFormat } from '@/shared/lib/use-format';
import { Sentence } from '@/shared/ui/sentence';
import { unevenCells } from '../uneven';
import type { TargetCascade } from '../wire';

/** What the top unit is to reach, and in how many places the parts differ from their whole. */
export function CascadeLead({ cascade }: { cascade: TargetCascade }) {
  const { t } = useTranslation('targets');
  const format = useFormat();
  const targetWords = useTargetWords();
  const top = cascade.rows[0];
  const target = top ? targetWords(cascade.kpi, top.whole.values) : '';
  const uneven = unevenCells(cascade);
  return (
    <Sentence>
      {target
        ? t('lead.target', {
            unit: top?.unit?.name ?? '',
            target,
            span: format.period(cascade.from, cascade.to),
          })
        : t('lead.none', { span: format.period(cascade.from, cascade.to) })}
      {format.space}
      {uneven > 0 ? t('lead.uneven', { count: uneven }) : target ? t('lead.even') : null}
    </Sentence>
  );
}
