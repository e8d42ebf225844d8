import '@xyflow/react/dist/base.css';
import { ConnectionMode, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '@/shared/map/map.module.css';
import { SmallMap } from '@/shared/map/small-map';
import { useLayout } from '@/shared/map/use-layout';
import { firstView } from '@/shared/map/viewport';
import { ZoomButtons } from '@/shared/map/zoom-buttons';
import type { TreeGraph } from '../graph';
import { requestOf } from '../layout/request';
import type { Relating } from '../relating';
import type { TreeState } from '../use-tree-state';
import { KpiNode } from './kpi-node';
import { TieEdge } from './tie-edge';
import { elementsOf, type KpiNodeType, type TieEdgeType } from './tree-elements';
import { useTreeKeys } from './use-tree-keys';

const nodeTypes = { kpi: KpiNode };
const edgeTypes = { tie: TieEdge };
/** More cards than this are only drawn where they are in view. */
const drawnMax = 150;
/** So many are seen at a glance: a small map would only hide some of them. */
const overseenMax = 24;

interface TreeViewProps {
  graph: TreeGraph;
  state: TreeState;
  relating: Relating;
}

/** The map itself; loaded when it is asked for. */
export function TreeView(props: TreeViewProps) {
  return (
    <ReactFlowProvider>
      <Flow {...props} />
    </ReactFlowProvider>
  );
}

function Flow({ graph, state, relating }: TreeViewProps) {
  const { t } = useTranslation('kpi-tree');
  const frame = useRef<HTMLDivElement>(null);
  const places = useLayout(useMemo(() => requestOf(graph, state.visible), [graph, state.visible]));
  const onKeyDown = useTreeKeys({ graph, state, places, frame });
  const { nodes, edges } = useMemo(
    () => elementsOf(graph, state, places, relating),
    [graph, state, places, relating],
  );
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this groups the cards under one name */}
      <div
        ref={frame}
        role="group"
        aria-label={t('mapLabel')}
        aria-describedby="kpi-tree-keys"
        className={styles.map}
        onKeyDown={onKeyDown}
      >
        {places ? (
          <ReactFlow<KpiNodeType, TieEdgeType>
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            nodesDraggable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            disableKeyboardA11y={true}
            connectionMode={ConnectionMode.Strict}
            connectOnClick={false}
            onlyRenderVisibleElements={nodes.length > drawnMax}
            minZoom={0.15}
            maxZoom={1.5}
            defaultViewport={firstView(places, frame.current)}
            onConnectEnd={(event, { fromNode }) => {
              const target = nodeAt(event);
              if (fromNode && target && target !== fromNode.id) {
                relating.dropped(fromNode.id, target);
              }
            }}
            onNodeClick={(event, node) => {
              if ((event.target as HTMLElement).closest('a, button')) return;
              state.setFocus(state.focus === node.id ? undefined : node.id);
            }}
            onEdgeClick={(_, { data }) => data?.driver && relating.open(data.driver)}
            onPaneClick={() => state.focus && state.setFocus(undefined)}
          >
            {nodes.length > overseenMax ? (
              <SmallMap<KpiNodeType> statusOf={({ data }) => data.node.tile.status} />
            ) : null}
            <ZoomButtons />
          </ReactFlow>
        ) : null}
      </div>
      <p id="kpi-tree-keys" className={styles.keys}>
        {t(relating.isPossible ? 'keysRelate' : 'keys')}
      </p>
    </>
  );
}

/** The card under the pointer: a line may end anywhere on it. */
function nodeAt(event: MouseEvent | TouchEvent): string | undefined {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event;
  const hit = point && document.elementFromPoint(point.clientX, point.clientY);
  return hit?.closest<HTMLElement>('.react-flow__node')?.dataset.id;
}
