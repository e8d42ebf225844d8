import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useThemeName } from '@/shared/lib/use-theme-name';
import { LazyChart } from '@/shared/ui/chart/lazy-chart';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { SectionCard } from '@/shared/ui/section-card';
import { Bone } from '@/shared/ui/skeletons';
import { seriesQuery } from '../api';
import { seriesOption } from '../chart/series-option';
import { fromFirstValue } from '../chart/target-runs';
import type { KpiSearch } from '../search';
import { useSeriesWords } from '../use-series-words';
import { useSeriesQuestion } from '../use-today';
import type { Kpi, Series } from '../wire';
import styles from './kpi-page.module.css';
import { SeriesControls } from './series-controls';
import { SeriesTable } from './series-table';

const chartHeight = 320;

interface SeriesCardProps {
  kpi: Kpi;
  search: KpiSearch;
  onSearch: (change: Partial<KpiSearch>) => void;
}

/** The line of the KPI for one unit, with everything that is in it as a table under it. */
export function SeriesCard({ kpi, search, onSearch }: SeriesCardProps) {
  const { t } = useTranslation('kpis');
  const question = useSeriesQuestion(search);
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...seriesQuery(kpi.code, question),
    placeholderData: keepPreviousData,
  });
  const series = useMemo(
    () => (data && !search.from ? fromFirstValue(data) : data),
    [data, search.from],
  );
  const hasValues = data?.points.some((point) => point.value !== null);
  const onPeriod = (period: string) => onSearch({ period });
  return (
    <SectionCard title={t('series.title')}>
      <SeriesControls kpi={kpi} search={search} grain={data?.grain} onSearch={onSearch} />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {series && !error ? (
        hasValues ? (
          <div className={styles.series} data-waiting={isPlaceholderData || undefined}>
            <SeriesChart series={series} selected={search.period} onPeriod={onPeriod} />
            <SeriesTable kpi={kpi} series={series} selected={search.period} onPeriod={onPeriod} />
          </div>
        ) : (
          <EmptyState title={t('series.none')} hint={t('series.noneHint')} />
        )
      ) : null}
      {!data && !error ? (
        <div className={styles.series}>
          <Bone height={chartHeight} />
        </div>
      ) : null}
    </SectionCard>
  );
}

interface SeriesChartProps {
  series: Series;
  selected: string | undefined;
  onPeriod: (period: string) => void;
}

function SeriesChart({ series, selected, onPeriod }: SeriesChartProps) {
  const theme = useThemeName();
  const words = useSeriesWords(series);
  const option = useMemo(
    () => seriesOption(series, words, theme, selected),
    [series, words, theme, selected],
  );
  return (
    <LazyChart
      option={option}
      label={words.sentence}
      height={chartHeight}
      onPick={(index) => {
        const point = series.points[index];
        if (point) onPeriod(point.period);
      }}
    />
  );
}
