import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react';
import { useFormat } from '@/shared/lib/use-format';
import { weightDecimals } from '../weight-decimals';
import styles from './goal-edge.module.css';
import type { GoalEdgeType } from './map-elements';

/** Contributing: solid, with its weight. Supporting: dashed. */
export function GoalEdge(props: EdgeProps<GoalEdgeType>) {
  const { id, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition, data } = props;
  const format = useFormat();
  const [path, labelX, labelY] = getBezierPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
  });
  const contribution = data?.contribution ?? null;
  const state = {
    'data-contributing': contribution !== null || undefined,
    'data-dimmed': data?.isDimmed || undefined,
    'data-path': data?.isOnPath || undefined,
  };
  return (
    <>
      <g className={styles.edge} {...state}>
        <BaseEdge id={id} path={path} className={styles.line ?? ''} />
      </g>
      {contribution !== null ? (
        <EdgeLabelRenderer>
          <span
            className={styles.weight}
            {...state}
            style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
          >
            ×{format.number(contribution, weightDecimals(contribution))}
          </span>
        </EdgeLabelRenderer>
      ) : null}
    </>
  );
}
