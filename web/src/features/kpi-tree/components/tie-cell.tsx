import { useTranslation } from 'react-i18next';
import type { KpiDriver } from '@/shared/drivers/wire';
import { KpiRoleMark } from '@/shared/ui/kpi-role-mark';
import { VisuallyHidden } from '@/shared/ui/visually-hidden';
import type { KpiTreeEdge } from '../api';
import styles from './kpi-tree.module.css';

interface TieCellProps {
  edge: KpiTreeEdge | null;
  /** Where there is no room for the word it is only heard. */
  hasWord: boolean;
  onOpen: (driver: KpiDriver) => void;
}

/** How a row is tied to the one above it; a driver opens. */
export function TieCell({ edge, hasWord, onOpen }: TieCellProps) {
  const { t } = useTranslation(['kpi-tree', 'drivers']);
  if (!edge) return null;
  const driver = edge.driver;
  if (!driver) {
    return (
      <span className={styles.tie}>
        <span aria-hidden="true">ƒ</span>
        {hasWord ? t('kind.formula') : <VisuallyHidden>{t('kind.formula')}</VisuallyHidden>}
      </span>
    );
  }
  const words = t('tie.drives', { influence: t(`drivers:influence.${driver.influence}`) });
  const name = t('tie.name', {
    driver: driver.driver.name,
    driven: driver.driven.name,
    influence: t(`drivers:influence.${driver.influence}`),
  });
  return (
    <button
      type="button"
      className={styles.tie}
      aria-haspopup="dialog"
      aria-label={name}
      title={name}
      onClick={(event) => {
        event.stopPropagation();
        onOpen(driver);
      }}
    >
      <span aria-hidden="true">
        <KpiRoleMark of="drives" />
      </span>
      {hasWord ? words : null}
    </button>
  );
}
