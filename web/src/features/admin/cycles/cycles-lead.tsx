import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { Sentence } from '@/shared/ui/sentence';
import { lastDay } from '../days';
import type { ManagedCycle } from './api';

/** Which cycle runs, how much of it has gone, and what waits to be closed. */
export function CyclesLead({ cycles }: { cycles: ManagedCycle[] }) {
  const { t } = useTranslation('admin');
  const format = useFormat();
  const running = cycles
    .filter((cycle) => cycle.phase === 'active')
    .sort((a, b) => a.ends_on.localeCompare(b.ends_on) || b.starts_on.localeCompare(a.starts_on));
  const closing = cycles.filter((cycle) => cycle.phase === 'closing');
  const { space } = format;
  const [first] = running;
  return (
    <Sentence>
      {first
        ? t('cycles.lead.running', {
            cycle: format.cycle(first),
            day: format.dayLong(lastDay(first.ends_on)),
            elapsed: format.percent(first.elapsed),
          })
        : t('cycles.lead.none')}
      {closing.length > 0 ? `${space}${t('cycles.lead.closing', { count: closing.length })}` : null}
    </Sentence>
  );
}
