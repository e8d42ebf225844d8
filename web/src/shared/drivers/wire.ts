/** Which KPI drives which, as it comes from the server. */
import type { components } from '@/shared/api/schema.gen';

type Wire = components['schemas'];

export type KpiDriver = Wire['KpiDriver'];
export type DriverEvidence = Wire['DriverEvidence'];
export type Influence = Wire['Influence'];

export const influences: Influence[] = ['same', 'opposite'];

/** What a form begins with: the end that is known already. */
export interface NewDriver {
  driver?: { id: string; name: string } | undefined;
  driven?: { id: string; name: string } | undefined;
}
