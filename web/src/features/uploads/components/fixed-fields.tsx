import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { kpiSearchQuery, unitsQuery } from '@/shared/api/refs';
import type { KpiRef } from '@/shared/api/types';
import { SearchSelect } from '@/shared/pickers/search-select';
import { UnitSelect } from '@/shared/pickers/unit-select';
import type { Mapping } from '../wire';
import styles from './uploads.module.css';

interface FixedFieldsProps {
  mapping: Mapping;
  onMapping: (mapping: Mapping) => void;
}

/** The KPI and the unit of all rows, where no column says them. */
export function FixedFields({ mapping, onMapping }: FixedFieldsProps) {
  const { t } = useTranslation('uploads');
  const id = useId();
  const { data: units = [] } = useQuery(unitsQuery);
  // The server says a unit by its code where it chose it itself.
  const unit = units.find((one) => one.code === mapping.unit)?.id ?? mapping.unit;
  return (
    <>
      {mapping.kpi_column ? null : (
        <div className={styles.field}>
          <label htmlFor={`${id}kpi`}>{t('fixed.kpi')}</label>
          <SearchSelect<KpiRef>
            id={`${id}kpi`}
            query={kpiSearchQuery}
            label={(kpi) => `${kpi.name} · ${kpi.code}`}
            placeholder={t('fixed.kpi')}
            value={mapping.kpi ?? null}
            onChange={(kpi) => onMapping({ ...mapping, kpi })}
          />
        </div>
      )}
      {mapping.unit_column ? null : (
        <div className={styles.field}>
          <label htmlFor={`${id}unit`}>{t('fixed.unit')}</label>
          <UnitSelect
            id={`${id}unit`}
            value={unit ?? null}
            onChange={(next) => onMapping({ ...mapping, unit: next })}
          />
        </div>
      )}
    </>
  );
}
