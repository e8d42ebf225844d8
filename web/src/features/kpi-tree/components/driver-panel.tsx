import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { EvidenceText } from '@/shared/drivers/evidence-text';
import { InfluenceMark } from '@/shared/drivers/influence-mark';
import { useEnding } from '@/shared/drivers/use-ending';
import type { KpiDriver } from '@/shared/drivers/wire';
import { kpiPath } from '@/shared/lib/paths';
import { AppLink } from '@/shared/ui/app-link';
import { FactList } from '@/shared/ui/fact-list';
import styles from './kpi-tree.module.css';

interface DriverPanelProps {
  driver: KpiDriver;
  onEdit: () => void;
  onClose: () => void;
}

/** What is believed of a driver, why, and what the past says. */
export function DriverPanel({ driver, onEdit, onClose }: DriverPanelProps) {
  const { t } = useTranslation(['kpi-tree', 'drivers', 'common']);
  const ending = useEnding(onClose);
  const end = (kpi: KpiDriver['driver']) => <AppLink href={kpiPath(kpi.id)}>{kpi.name}</AppLink>;
  return (
    <Drawer
      open={true}
      title={t('panel.title')}
      size={440}
      onClose={onClose}
      footer={
        driver.may_edit ? (
          <div className={styles.panelFoot}>
            <Button danger={true} type="text" onClick={() => ending.ask(driver)}>
              {t('drivers:end.action')}
            </Button>
            <Button type="primary" onClick={onEdit}>
              {t('common:action.edit')}
            </Button>
          </div>
        ) : null
      }
    >
      <FactList
        facts={[
          { label: t('panel.driver'), value: end(driver.driver) },
          { label: t('panel.driven'), value: end(driver.driven) },
          {
            label: t('panel.influence'),
            value: <InfluenceMark influence={driver.influence} />,
          },
          { label: t('panel.note'), value: driver.note ?? t('panel.noNote') },
          {
            label: t('panel.evidence'),
            value: driver.evidence ? <EvidenceText evidence={driver.evidence} /> : null,
          },
        ]}
      />
      {ending.dialog}
    </Drawer>
  );
}
