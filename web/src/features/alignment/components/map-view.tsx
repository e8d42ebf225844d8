import '@xyflow/react/dist/base.css';
import { MiniMap, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cycle } from '@/shared/api/types';
import { useThemeName } from '@/shared/lib/use-theme-name';
import { palette } from '@/shared/ui/tokens';
import type { AlignmentGraph } from '../graph';
import { cardHeight, cardWidth } from '../layout/layout';
import { stepFrom } from '../layout/neighbour';
import { useLayout } from '../layout/use-layout';
import type { MapState } from '../use-map-state';
import { ColumnHeads } from './column-heads';
import { GoalEdge } from './goal-edge';
import { GoalNode } from './goal-node';
import { elementsOf, type GoalNodeType } from './map-elements';
import { MapLegend } from './map-legend';
import styles from './map-view.module.css';
import { ZoomButtons } from './zoom-buttons';
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
  const { setCenter, getZoom } = useReactFlow();
  const { nodes, edges } = useMemo(
    () => elementsOf({ graph, state, places, elapsed: cycle.elapsed }),
    [graph, state, places, cycle.elapsed],
  );
  const anchor = useSteadyView(places);
  const { active } = state;

  // The keyboard follows the active card, also one that had to be opened and laid out first.
  useEffect(() => {
    const place = active && places ? places[active] : undefined;
    if (!active || !place) return;
    const find = () => frame.current?.querySelector<HTMLElement>(`[data-goal="${CSS.escape(active)}"]`);
    void setCenter(place.x + cardWidth / 2, place.y + cardHeight / 2, { zoom: getZoom(), duration: 200 });
    requestAnimationFrame(() => find()?.focus({ preventScroll: true }));
  }, [active, places, setCenter, getZoom]);

  const onKeyDown = (event: KeyboardEvent) => {
    const id = (event.target as HTMLElement).closest<HTMLElement>('[data-goal]')?.dataset.goal;
    if (!id || !places || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === ' ') state.setFocus(state.focus === id ? undefined : id);
    else if (event.key === 'Escape' && state.focus) state.setFocus(undefined);
    else {
      const step = stepFrom(id, event.key, { graph, places, expanded: state.expanded });
      if (!step) return;
      if (step.kind === 'go') state.setActive(step.id);
      else {
        anchor(id);
        state.toggle(id);
      }
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this groups the cards under one name
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
          fitView={true}
          fitViewOptions={{ minZoom: 0.62, maxZoom: 1, padding: 0.06 }}
          onNodeClick={(event, node) => {
            if ((event.target as HTMLElement).closest('a, button')) return;
            state.setFocus(state.focus === node.id ? undefined : node.id);
          }}
          onPaneClick={() => state.focus && state.setFocus(undefined)}
        >
          <ColumnHeads graph={graph} visible={state.visible} places={places} />
          <MiniMap<GoalNodeType>
            pannable={true}
            zoomable={true}
            className={styles.mini ?? ''}
            ariaLabel={t('miniMap')}
            nodeColor={({ data }) => colourOf(data.node.score.status, theme)}
            maskColor={`${palette[theme].page}b0`}
            bgColor={palette[theme].card}
          />
          <ZoomButtons />
        </ReactFlow>
      ) : null}
      <MapLegend />
      <p id="alignment-keys" className={styles.keys}>
        {t('keys')}
      </p>
    </div>
  );
}

function colourOf(status: string, theme: 'light' | 'dark'): string {
  const p = palette[theme];
  const colours: Record<string, string> = {
    on_track: p['on-track'],
    at_risk: p['at-risk'],
    off_track: p['off-track'],
    done: p.done,
  };
  return colours[status] ?? p.draft;
}
