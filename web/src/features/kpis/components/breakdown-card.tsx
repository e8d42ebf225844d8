import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { unitsQuery } from '@/shared/api/refs';
import { useFormat } from '@/shared/lib/use-format';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { SectionCard } from '@/shared/ui/section-card';
import { RowsSkeleton } from '@/shared/ui/skeletons';
import { breakdownQuery, seriesQuery } from '../api';
import type { KpiSearch } from '../search';
import { useSeriesQuestion } from '../use-series-question';
import type { Kpi } from '../wire';
import { AtNow } from './at-now';
import { BreakdownTable } from './breakdown-table';
import styles from './kpi-page.module.css';

interface BreakdownCardProps {
  kpi: Kpi;
  search: KpiSearch;
  onSearch: (change: Partial<KpiSearch>) => void;
}

/** What each unit below and each person brings to one period; a press on one shows it. */
export function BreakdownCard({ kpi, search, onSearch }: BreakdownCardProps) {
  const { t } = useTranslation('kpis');
  const format = useFormat();
  const { unit, grain, period } = search;
  const { data: series } = useQuery(seriesQuery(kpi.code, useSeriesQuestion(search)));
  const { data: units = [] } = useQuery(unitsQuery);
  const { data, error, refetch } = useQuery({
    ...breakdownQuery(kpi.code, { unit, grain, period }),
    placeholderData: keepPreviousData,
  });
  const parent = units.find((other) => other.id === data?.whole.unit?.id)?.parent ?? null;
  const options = useMemo(() => {
    const points = [...(series?.points ?? [])].reverse();
    const known = points.some((point) => point.period === data?.period);
    const all = !known && data ? [data.whole, ...points] : points;
    return all.map((point) => ({
      value: point.period,
      label: format.period(point.start, point.end),
    }));
  }, [series, data, format]);
  return (
    <SectionCard
      title={<AtNow title={t('breakdown.title')} search={search} />}
      actions={
        <Select
          size="small"
          variant="borderless"
          aria-label={t('breakdown.period')}
          value={data?.period ?? null}
          options={options}
          popupMatchSelectWidth={false}
          onChange={(next) => onSearch({ period: next ?? undefined })}
        />
      }
    >
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <RowsSkeleton count={3} /> : null}
      {data && !error ? (
        data.items.length + data.people.length > 0 ? (
          <BreakdownTable
            kpi={kpi}
            breakdown={data}
            parent={parent}
            onUnit={(next) => onSearch({ unit: next, person: undefined })}
            onPerson={(next) => onSearch({ person: next })}
          />
        ) : (
          <EmptyState
            isSmall={true}
            title={t('breakdown.none', { unit: data.whole.unit?.name ?? '' })}
            action={
              parent ? (
                <button
                  type="button"
                  className={styles.up}
                  onClick={() => onSearch({ unit: parent.id })}
                >
                  {t('breakdown.up', { unit: parent.name })}
                </button>
              ) : null
            }
          />
        )
      ) : null}
    </SectionCard>
  );
}
