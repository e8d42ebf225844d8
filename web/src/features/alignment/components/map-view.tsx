import '@xyflow/react/dist/base.css';
import { ReactFlow, ReactFlowProvider } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cycle } from '@/shared/api/types';
import styles from '@/shared/map/map.module.css';
import { SmallMap } from '@/shared/map/small-map';
import { useLayout } from '@/shared/map/use-layout';
import { firstView } from '@/shared/map/viewport';
import { ZoomButtons } from '@/shared/map/zoom-buttons';
import type { AlignmentGraph } from '../graph';
import { requestOf } from '../layout/request';
import type { MapState } from '../use-map-state';
import { ColumnHeads } from './column-heads';
import { GoalEdge } from './goal-edge';
import { GoalNode } from './goal-node';
import { elementsOf, type GoalNodeType } from './map-elements';
import { useMapKeys } from './use-map-keys';
import { useSteadyView } from './use-steady-view';

const nodeTypes = { goal: GoalNode };
const edgeTypes = { goal: GoalEdge };
/** More cards than this are only drawn where they are in view. */
const drawnMax = 150;

interface MapViewProps {
  graph: AlignmentGraph;
  cycle: Cycle;
  state: MapState;
}

/** The map itself; loaded when it is asked for. */
export function MapView(props: MapViewProps) {
  return (
    <ReactFlowProvider>
      <Flow {...props} />
    </ReactFlowProvider>
  );
}

function Flow({ graph, cycle, state }: MapViewProps) {
  const { t } = useTranslation('alignment');
  const frame = useRef<HTMLDivElement>(null);
  const places = useLayout(useMemo(() => requestOf(graph, state.visible), [graph, state.visible]));
  const anchor = useSteadyView(places);
  const onKeyDown = useMapKeys({ graph, state, places, frame, anchor });
  const { nodes, edges } = useMemo(
    () =>
      elementsOf({
        graph,
        state,
        places,
        elapsed: cycle.elapsed,
        onToggle: (id) => {
          anchor(id);
          state.toggle(id);
        },
      }),
    [graph, state, places, cycle.elapsed, anchor],
  );
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this groups the cards under one name */}
      <div
        ref={frame}
        role="group"
        aria-label={t('mapLabel')}
        aria-describedby="alignment-keys"
        className={styles.map}
        onKeyDown={onKeyDown}
      >
        {places ? (
          <ReactFlow<GoalNodeType>
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            disableKeyboardA11y={true}
            onlyRenderVisibleElements={nodes.length > drawnMax}
            minZoom={0.15}
            maxZoom={1.5}
            defaultViewport={firstView(places, frame.current)}
            onNodeClick={(event, node) => {
              if ((event.target as HTMLElement).closest('a, button')) return;
              state.setFocus(state.focus === node.id ? undefined : node.id);
            }}
            onPaneClick={() => state.focus && state.setFocus(undefined)}
          >
            <ColumnHeads graph={graph} visible={state.visible} />
            <SmallMap<GoalNodeType> statusOf={({ data }) => data.node.score.status} />
            <ZoomButtons />
          </ReactFlow>
        ) : null}
      </div>
      <p id="alignment-keys" className={styles.keys}>
        {t('keys')}
      </p>
    </>
  );
}
