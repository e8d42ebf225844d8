import { useTranslation } from 'react-i18next';
import { dayBefore } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/use-format';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { SectionCard } from '@/shared/ui/section-card';
import { Bone } from '@/shared/ui/skeletons';
import type { KpiSearch } from '../search';
import { useForecast } from '../use-forecast';
import type { Forecast, Kpi } from '../wire';
import { ChanceTable } from './chance-table';
import styles from './forecast.module.css';

const waitingHeight = 96;

/** What the KPI will come to, how likely it reaches its targets, what was unusual and what is late; all as known now. */
export function ForecastCard({ kpi, search }: { kpi: Kpi; search: KpiSearch }) {
  const { t } = useTranslation('kpis');
  const { forecast, error, retry, isLoading } = useForecast(kpi, search, undefined);
  if (search.as_of !== undefined || search.to !== undefined) return null;
  return (
    <SectionCard title={t('forecast.title')}>
      {error ? <ErrorState error={error} onRetry={retry} /> : null}
      {isLoading ? (
        <div className={styles.body}>
          <Bone height={waitingHeight} />
        </div>
      ) : null}
      {forecast && !error ? <Told kpi={kpi} forecast={forecast} /> : null}
    </SectionCard>
  );
}

function Told({ kpi, forecast }: { kpi: Kpi; forecast: Forecast }) {
  const { t } = useTranslation('kpis');
  if (!forecast.method) {
    return (
      <>
        <EmptyState
          isSmall={true}
          title={t('forecast.little', { count: forecast.point_count })}
          hint={t('forecast.littleHint')}
        />
        <Notes kpi={kpi} forecast={forecast} />
      </>
    );
  }
  return (
    <>
      {forecast.targets.length > 0 ? <ChanceTable kpi={kpi} forecast={forecast} /> : null}
      <Notes kpi={kpi} forecast={forecast} />
    </>
  );
}

/** The lines under the table: how it was made, what was unusual, what is late. */
function Notes({ kpi, forecast }: { kpi: Kpi; forecast: Forecast }) {
  const { t } = useTranslation('kpis');
  const format = useFormat();
  const { method, anomalies, staleness } = forecast;
  const best = method?.compared[0];
  const unusual = anomalies.slice(-3).reverse();
  return (
    <div className={styles.body}>
      {method ? (
        <p>
          {t('forecast.made', {
            method: t(`forecast.method.${method.key as 'levels'}`),
            step: t(`forecast.step.${method.step}`),
            level: format.percent(forecast.level),
          })}
          {format.space}
          {best
            ? t('forecast.proven', {
                error: format.value(best.error, kpi),
                naive: format.value(best.naive_error, kpi),
                count: best.asked,
              })
            : null}
        </p>
      ) : null}
      {unusual.map((one) => (
        <p key={one.period} className={styles.warning}>
          {t('forecast.unusual', {
            period: format.period(one.start, one.end),
            value: format.value(one.value, kpi),
            expected: format.value(one.expected, kpi),
            score: format.number(Math.abs(one.score), 1),
          })}
        </p>
      ))}
      {staleness ? (
        <p className={staleness.is_late ? styles.warning : undefined}>
          {t(staleness.is_late ? 'forecast.late' : 'forecast.due', {
            day: format.dayLong(staleness.due_on),
            latest: format.dayLong(dayBefore(staleness.latest_end)),
            count: staleness.late_periods,
          })}
        </p>
      ) : null}
    </div>
  );
}
