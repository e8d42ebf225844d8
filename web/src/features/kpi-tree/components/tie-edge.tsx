import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { useEvidenceWords } from '@/shared/drivers/use-evidence-words';
import type { KpiDriver } from '@/shared/drivers/wire';
import { labelPlace } from '@/shared/map/label-place';
import { KpiRoleMark } from '@/shared/ui/kpi-role-mark';
import { gap } from '../layout/request';
import styles from './tie-edge.module.css';
import type { TieEdgeType } from './tree-elements';

/** A formula's line is solid; a driver's is dashed, with a ▲ that opens what is known of it. */
export function TieEdge(props: EdgeProps<TieEdgeType>) {
  const { id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, data } = props;
  const [path] = getBezierPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
  });
  const driver = data?.driver ?? null;
  const label = labelPlace({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, gap);
  const look = {
    'data-kind': driver ? 'driver' : 'formula',
    'data-dimmed': data?.isDimmed || undefined,
    'data-path': data?.isOnPath || undefined,
  };
  return (
    <>
      <g className={styles.edge} {...look}>
        <BaseEdge id={id} path={path} className={styles.line ?? ''} interactionWidth={18} />
      </g>
      {driver ? (
        <EdgeLabelRenderer>
          <div
            className={styles.place}
            {...look}
            style={{ transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)` }}
          >
            <TieButton driver={driver} onOpen={() => data?.onOpen(driver)} />
          </div>
        </EdgeLabelRenderer>
      ) : null}
    </>
  );
}

function TieButton({ driver, onOpen }: { driver: KpiDriver; onOpen: () => void }) {
  const { t } = useTranslation(['kpi-tree', 'drivers']);
  const words = useEvidenceWords();
  const found = driver.evidence ? words(driver.evidence) : null;
  const name = t('tie.name', {
    driver: driver.driver.name,
    driven: driver.driven.name,
    influence: t(`drivers:influence.${driver.influence}`),
  });
  return (
    <button
      type="button"
      className={styles.tie}
      data-verdict={driver.evidence?.verdict}
      aria-haspopup="dialog"
      aria-label={[name, found?.verdict].filter(Boolean).join(' ')}
      title={[name, found?.verdict].filter(Boolean).join('\n')}
      onClick={(event) => {
        event.stopPropagation();
        onOpen();
      }}
    >
      <span aria-hidden="true">
        <KpiRoleMark of="drives" />
        {driver.influence === 'opposite' ? '−' : '+'}
        {found?.figure ? <b>{found.figure}</b> : null}
      </span>
    </button>
  );
}
