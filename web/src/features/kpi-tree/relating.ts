/** What can be done with ties: said in one place, done by the page. */
import type { KpiDriver, NewDriver } from '@/shared/drivers/wire';
import type { KpiTreeNode } from './api';

export interface Relating {
  /** Whether the viewer may say of some KPI what drives it. */
  isPossible: boolean;
  /** Opens the form with the ends that are known. */
  relate: (known: NewDriver) => void;
  /** One KPI was dropped on another: it drives that one. */
  dropped: (driver: string, driven: string) => void;
  /** Opens what is known of a driver. */
  open: (driver: KpiDriver) => void;
}

export const endOf = ({ tile }: KpiTreeNode) => ({ id: tile.id, name: tile.name });

/** The type under which a dragged KPI travels. */
export const dragType = 'application/x-azimuth-kpi';
