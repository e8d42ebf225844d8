/** Which form is open beside the KPI. */
import type { KpiTarget } from './wire';

export type Panel =
  | { kind: 'kpi' }
  | { kind: 'record' }
  | { kind: 'target'; target: KpiTarget | null };
