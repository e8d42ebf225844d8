/** Missing values on the wire, and where a value is typed in. */
import type { components } from '@/shared/api/schema.gen';

type Wire = components['schemas'];

export type WireDueValue = Wire['DueValue'];
export type RecordedKpi = Wire['RecordedKpi'];
export type MeasurementReport = Wire['MeasurementReport'];

/** A missing value whose KPI and unit are there. */
export interface DueValue extends WireDueValue {
  kpi: RecordedKpi;
  org_unit: NonNullable<WireDueValue['org_unit']>;
}

export const isComplete = (due: WireDueValue): due is DueValue =>
  due.kpi !== null && due.org_unit !== null;
