import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { NumberDoor } from '@/shared/ui/number-door';
import { Rich } from '@/shared/ui/rich';
import { Sentence } from '@/shared/ui/sentence';
import type { Comparison, ComparisonRow } from '../wire';

/** Who is first and who is last, in one sentence. */
export function ComparisonLead({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation('comparison');
  const format = useFormat();
  const { kpi, judged_period: period, periods } = comparison;
  const ranked = comparison.items.filter((row) => row.rank !== null);
  const [best, last] = [ranked[0], ranked.at(-1)];
  const judged = periods.find((other) => other.period === period);
  if (!best || !judged || !last) return <Sentence>{t('lead.none')}</Sentence>;
  const door = (row: ComparisonRow) => (
    <NumberDoor proof={{ of: 'kpi', id: kpi.id, unit: row.unit?.id ?? null, period }}>
      {format.value(row.judged?.value, kpi)}
    </NumberDoor>
  );
  const values = {
    period: format.period(judged.start, judged.end),
    best: best.unit?.name ?? '',
    last: last.unit?.name ?? '',
    count: ranked.length,
  };
  const key = best === last || best.rank === last.rank ? 'lead.alone' : 'lead.both';
  return (
    <Sentence>
      <Rich text={t(key, values)} slots={{ first: door(best), end: door(last) }} />
    </Sentence>
  );
}
