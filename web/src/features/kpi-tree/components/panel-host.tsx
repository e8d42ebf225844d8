import { DriverDrawer } from '@/shared/drivers/driver-drawer';
import type { TreeGraph } from '../graph';
import type { Panel } from '../use-relating';
import { DriverPanel } from './driver-panel';

interface PanelHostProps {
  panel: Panel;
  graph: TreeGraph;
  onPanel: (panel: Panel | null) => void;
}

/** The form or the panel that is open; what has gone meanwhile has none. */
export function PanelHost({ panel, graph, onPanel }: PanelHostProps) {
  const onClose = () => onPanel(null);
  if (panel.kind === 'new') {
    return <DriverDrawer driver={null} known={panel.known} onClose={onClose} />;
  }
  const { id } = panel;
  const driver = graph.edges.find((edge) => edge.driver?.id === id)?.driver;
  if (!driver) return null;
  if (panel.kind === 'edit') return <DriverDrawer driver={driver} onClose={onClose} />;
  return (
    <DriverPanel driver={driver} onEdit={() => onPanel({ kind: 'edit', id })} onClose={onClose} />
  );
}
