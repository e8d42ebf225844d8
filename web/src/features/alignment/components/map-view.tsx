import '@xyflow/react/dist/base.css';
import { MiniMap, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cycle, Status } from '@/shared/api/types';
import { useThemeName } from '@/shared/lib/use-theme-name';
import { palette, type ThemeName } from '@/shared/ui/tokens';
import type { AlignmentGraph } from '../graph';
import { useLayout } from '../layout/use-layout';
import type { MapState } from '../use-map-state';
import { ColumnHeads } from './column-heads';
import { GoalEdge } from './goal-edge';
import { GoalNode } from './goal-node';
import { elementsOf, type GoalNodeType } from './map-elements';
import styles from './map-view.module.css';
import { firstView } from './map-viewport';
import { useMapKeys } from './use-map-keys';
import { useSteadyView } from './use-steady-view';
import { ZoomButtons } from './zoom-buttons';

const nodeTypes = { goal: GoalNode };
const edgeTypes = { goal: GoalEdge };
/** More cards than this are only drawn where they are in view. */
const drawnMax = 150;
/** The small map is a hint, not a sign: its full colours would glare in the dark. */
const miniAlpha = 'b0';

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
  const theme = useThemeName();
  const frame = useRef<HTMLDivElement>(null);
  const places = useLayout(graph, state.visible);
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
            <MiniMap<GoalNodeType>
              pannable={true}
              zoomable={true}
              className={styles.mini ?? ''}
              ariaLabel={t('miniMap')}
              nodeColor={({ data }) => `${colourOf(data.node.score.status, theme)}${miniAlpha}`}
              maskColor={`${palette[theme].page}b0`}
              bgColor={palette[theme].card}
            />
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

function colourOf(status: Status, theme: ThemeName): string {
  const p = palette[theme];
  const colours: Partial<Record<Status, string>> = {
    on_track: p['on-track'],
    at_risk: p['at-risk'],
    off_track: p['off-track'],
    done: p.done,
  };
  return colours[status] ?? p.draft;
}
