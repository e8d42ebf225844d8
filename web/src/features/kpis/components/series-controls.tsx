import { Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { UnitSelect } from '@/shared/pickers/unit-select';
import { grainsFor, type KpiSearch } from '../search';
import type { Grain, Kpi } from '../wire';
import styles from './kpi-page.module.css';
import { RangeInput } from './range-input';

interface SeriesControlsProps {
  kpi: Kpi;
  search: KpiSearch;
  /** The grain that is shown, which may be the server's choice. */
  grain: Grain | undefined;
  onSearch: (change: Partial<KpiSearch>) => void;
  /** As of which day. */
  children: ReactNode;
}

/** Whose line, in which periods, over which span: all of it in the address. */
export function SeriesControls({ kpi, search, grain, onSearch, children }: SeriesControlsProps) {
  const { t } = useTranslation('kpis');
  return (
    <div className={styles.controls}>
      <span className={styles.unit}>
        <UnitSelect
          value={search.unit ?? null}
          placeholder={t('series.wholeOrganisation')}
          onChange={(unit) => onSearch({ unit: unit ?? undefined })}
        />
      </span>
      <Segmented<Grain>
        aria-label={t('series.grain')}
        value={grain ?? 'month'}
        options={grainsFor(kpi.frequency).map((value) => ({ value, label: t(`grain.${value}`) }))}
        onChange={(value) => onSearch({ grain: value, period: undefined })}
      />
      <RangeInput from={search.from} to={search.to} onChange={onSearch} />
      {children}
    </div>
  );
}
