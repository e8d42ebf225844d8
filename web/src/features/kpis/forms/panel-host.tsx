import type { Panel } from '../panel';
import type { Kpi } from '../wire';
import { KpiDrawer } from './kpi-drawer';
import { RecordDrawer } from './record-drawer';
import { TargetDrawer } from './target-drawer';

interface PanelHostProps {
  panel: Panel;
  kpi: Kpi;
  unit: string | undefined;
  onClose: () => void;
}

/** The form that is open; all of them are loaded with the first. */
export function PanelHost({ panel, kpi, unit, onClose }: PanelHostProps) {
  switch (panel.kind) {
    case 'kpi':
      return <KpiDrawer kpi={kpi} onClose={onClose} onSaved={onClose} />;
    case 'record':
      return <RecordDrawer kpi={kpi} unit={unit} onClose={onClose} />;
    case 'target':
      return <TargetDrawer kpi={kpi} target={panel.target} unit={unit} onClose={onClose} />;
  }
}
