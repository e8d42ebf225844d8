import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { unitsQuery } from '@/shared/api/refs';
import { useTargetWords } from '@/shared/goals/use-target-words';
import { useFormat } from '@/shared/lib/use-format';
import { NumberDoor } from '@/shared/ui/number-door';
import { Rich } from '@/shared/ui/rich';
import { Sentence } from '@/shared/ui/sentence';
import { seriesQuery } from '../api';
import type { Kpi } from '../wire';
import { ChangeFigure } from './change-figure';

/** The latest complete period, how it stands against its target, and how the running one goes. */
export function KpiLead({ kpi, unit }: { kpi: Kpi; unit: string | undefined }) {
  const { t } = useTranslation('kpis');
  const format = useFormat();
  const { data: units = [] } = useQuery(unitsQuery);
  const { data: series } = useQuery(seriesQuery(kpi.code, { unit }));
  const { latest } = kpi;
  const { space } = format;
  const subject = units.find((other) =>
    unit ? other.id === unit || other.code === unit : !other.parent,
  );
  if (!latest) return <Sentence>{t('lead.noValue')}</Sentence>;
  const door = (period: string, value: number | null) => (
    <NumberDoor proof={{ of: 'kpi', id: kpi.id, unit: subject?.id ?? null, period }}>
      {format.value(value, kpi)}
    </NumberDoor>
  );
  const running = series?.points.at(-1);
  return (
    <Sentence>
      <Rich
        text={t(latest.delta === null ? 'lead.value' : 'lead.change', {
          period: format.period(latest.start, latest.end),
          unit: subject?.name ?? '',
        })}
        slots={{
          value: door(latest.period, latest.value),
          change: <ChangeFigure kpi={kpi} change={latest.delta} />,
        }}
      />
      {space}
      <TargetWords kpi={kpi} />
      {running && !running.is_complete && running.value !== null ? (
        <>
          {space}
          <Rich
            text={t('lead.running', { period: format.period(running.start, running.end) })}
            slots={{ value: door(running.period, running.value) }}
          />
        </>
      ) : null}
    </Sentence>
  );
}

function TargetWords({ kpi }: { kpi: Kpi }) {
  const { t } = useTranslation('kpis');
  const targetWords = useTargetWords();
  const target = targetWords(kpi, kpi.target);
  if (!target || kpi.status === null) return t('lead.noTarget');
  return t(`lead.target.${targetKey(kpi)}`, { target });
}

/** Which sentence says how a value stands; the server has judged it already. */
export function targetKey(kpi: Pick<Kpi, 'direction' | 'status' | 'target'>) {
  const isMet = kpi.status === 'on_track' || kpi.status === 'done';
  if (kpi.direction === 'range') return isMet ? 'inside' : 'outside';
  if (isMet) return 'met';
  if (kpi.status === 'at_risk') return 'floorHolds';
  const { floor = null, target = null } = kpi.target ?? {};
  return floor !== null && target !== null ? 'floorBroken' : 'missed';
}
