import { Segmented, Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonRef } from '@/shared/api/types';
import { UnitSelect } from '@/shared/pickers/unit-select';
import { Icon } from '@/shared/ui/icon';
import { grainsFor, type KpiSearch } from '../search';
import type { Grain, Kpi } from '../wire';
import styles from './kpi-page.module.css';
import { RangeInput } from './range-input';

interface SeriesControlsProps {
  kpi: Kpi;
  search: KpiSearch;
  /** The grain that is shown, which may be the server's choice. */
  grain: Grain | undefined;
  /** Whose line it is, when it is a person's. */
  person: PersonRef | null | undefined;
  onSearch: (change: Partial<KpiSearch>) => void;
  /** As of which day. */
  children: ReactNode;
}

/** Whose line, in which periods, over which span: all of it in the address. */
export function SeriesControls(props: SeriesControlsProps) {
  const { kpi, search, grain, person, onSearch, children } = props;
  const { t } = useTranslation('kpis');
  return (
    <div className={styles.controls}>
      <span className={styles.unit}>
        <UnitSelect
          value={search.unit ?? null}
          placeholder={t('series.wholeOrganisation')}
          onChange={(unit) => onSearch({ unit: unit ?? undefined, person: undefined })}
        />
        {search.person ? (
          <Tag
            closable={{ 'aria-label': t('series.personOff') }}
            icon={<Icon name="person" size={12} />}
            onClose={() => onSearch({ person: undefined })}
          >
            {person?.name ?? search.person}
          </Tag>
        ) : null}
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
