import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react';
import { useTranslation } from 'react-i18next';
import { useEvidenceWords } from '@/shared/drivers/use-evidence-words';
import type { KpiDriver } from '@/shared/drivers/wire';
import { labelPlace } from '@/shared/map/label-place';
import { KpiRoleMark } from '@/shared/ui/kpi-role-mark';
import { gap } from '../layout/request';
import styles from './tie-edge.module.css';
import type { TieEdgeType } from './tree-elements';

/** Up and up, or up and down: which way what is driven goes. */
const arrows = {
  same: 'M3.5 10.5v-8M1.5 4.5l2-2 2 2M8.5 10.5v-8M6.5 4.5l2-2 2 2',
  opposite: 'M3.5 10.5v-8M1.5 4.5l2-2 2 2M8.5 1.5v8M6.5 7.5l2 2 2-2',
} as const;

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
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <path d={arrows[driver.influence]} />
        </svg>
        {found?.figure ? <b>{found.figure}</b> : null}
      </span>
    </button>
  );
}
