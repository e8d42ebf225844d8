import { memo, useCallback, useDeferredValue, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useThemeName } from '@/shared/lib/use-theme-name';
import { LazyChart } from '@/shared/ui/chart/lazy-chart';
import { EmptyState } from '@/shared/ui/empty-state';
import { ErrorState } from '@/shared/ui/error-state';
import { SectionCard } from '@/shared/ui/section-card';
import { Bone } from '@/shared/ui/skeletons';
import { AsOfControl } from '@/shared/ui/time/as-of-control';
import { seriesOption } from '../chart/series-option';
import type { KpiSearch } from '../search';
import { useForecast } from '../use-forecast';
import { type SeriesPicture, useSeriesPicture } from '../use-series-picture';
import { useSeriesWords } from '../use-series-words';
import type { Forecast, Kpi } from '../wire';
import { AsOfBanner, AsOfLegend } from './as-of-banner';
import styles from './kpi-page.module.css';
import { SeriesControls } from './series-controls';
import { SeriesTable } from './series-table';

const chartHeight = 320;
const Table = memo(SeriesTable);

interface SeriesCardProps {
  kpi: Kpi;
  search: KpiSearch;
  onSearch: (change: Partial<KpiSearch>) => void;
}

/** The line of the KPI for one unit or person, with everything that is in it as a table under it; now, or as known on a past day. */
export function SeriesCard({ kpi, search, onSearch }: SeriesCardProps) {
  const { t } = useTranslation('kpis');
  const { picture, isWaiting, error, retry, refusal } = useSeriesPicture(kpi, search);
  const { forecast: ofUnit } = useForecast(kpi, search, picture?.series.grain);
  // Forecasts are of units.
  const forecast = search.person ? null : ofUnit;
  const onDay = useCallback((as_of: string | undefined) => onSearch({ as_of }), [onSearch]);
  const slider = useRef<HTMLInputElement>(null);
  const onNow = () => {
    onDay(undefined);
    slider.current?.focus();
  };
  const onPeriod = useCallback((period: string) => onSearch({ period }), [onSearch]);
  // The line first: hundreds of rows take longer to build than it takes to draw.
  const tabled = useDeferredValue(picture);
  const past = picture?.past ?? null;
  const shown = [...(picture?.series.points ?? []), ...(past?.now ?? [])];
  return (
    <SectionCard title={t('series.title')}>
      <SeriesControls
        kpi={kpi}
        search={search}
        grain={picture?.series.grain}
        person={picture?.series.person}
        onSearch={onSearch}
      >
        <AsOfControl
          value={search.as_of}
          from={picture?.series.points[0]?.start}
          min={search.from}
          refusal={refusal}
          sliderRef={slider}
          onNow={onNow}
          onChange={onDay}
        />
      </SeriesControls>
      {past && !error ? <AsOfBanner past={past} onNow={onNow} /> : null}
      {error ? <ErrorState error={error} onRetry={retry} /> : null}
      {picture && !error ? (
        shown.some((point) => point.value !== null) ? (
          <div className={styles.series} data-waiting={isWaiting || undefined}>
            <SeriesChart
              picture={picture}
              forecast={past ? null : forecast}
              selected={search.period}
              onPeriod={onPeriod}
            />
            {past ? <AsOfLegend day={past.day} /> : null}
            <Table
              kpi={kpi}
              picture={tabled ?? picture}
              selected={search.period}
              onPeriod={onPeriod}
            />
          </div>
        ) : (
          <EmptyState title={t('series.none')} hint={t('series.noneHint')} />
        )
      ) : null}
      {!picture && !error ? (
        <div className={styles.series}>
          <Bone height={chartHeight} />
        </div>
      ) : null}
    </SectionCard>
  );
}

interface SeriesChartProps {
  picture: SeriesPicture;
  forecast: Forecast | null;
  selected: string | undefined;
  onPeriod: (period: string) => void;
}

function SeriesChart(props: SeriesChartProps) {
  const { picture, forecast, selected, onPeriod } = props;
  const { series, past } = picture;
  const theme = useThemeName();
  const words = useSeriesWords(series, past, forecast);
  const option = useMemo(
    () => seriesOption(series, words, theme, selected, past?.now, forecast),
    [series, words, theme, selected, past, forecast],
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
