import { Drawer } from 'antd';
import type { Alert } from '../api';
import { AcknowledgeDrawer } from './acknowledge-drawer';
import { AlertFacts } from './alert-facts';

interface AlertDrawerProps {
  alert: Alert;
  onClose: () => void;
}

/** One alert: what happened, and, for those who answer for the KPI, why it was so and what mends it. */
export function AlertDrawer({ alert, onClose }: AlertDrawerProps) {
  if (alert.may_acknowledge) return <AcknowledgeDrawer alert={alert} onClose={onClose} />;
  return (
    <Drawer open={true} title={alert.kpi.name} size={560} onClose={onClose} destroyOnHidden={true}>
      <AlertFacts alert={alert} />
    </Drawer>
  );
}
