import { useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import { cardHeight, cardWidth, type Layout } from '@/shared/map/layout';
import { isInView } from '@/shared/map/viewport';
import type { TreeGraph } from '../graph';
import { stepFrom } from '../layout/neighbour';
import type { TreeState } from '../use-tree-state';

interface TreeKeys {
  graph: TreeGraph;
  state: TreeState;
  places: Layout | null;
  frame: RefObject<HTMLElement | null>;
}

const panMs = 200;

/** The keyboard on the map: arrows along the lines, Space for causes and effects, M for the menu. */
export function useTreeKeys({ graph, state, places, frame }: TreeKeys) {
  const flow = useReactFlow();
  const { active, focus } = state;

  // The keyboard follows the active card; a focus that came with the address is brought into view.
  const shown = active ?? focus;
  useEffect(() => {
    const place = shown && places ? places[shown] : undefined;
    if (!shown || !place) return;
    if (!isInView(place, flow.getViewport(), frame.current)) {
      const [x, y] = [place.x + cardWidth / 2, place.y + cardHeight / 2];
      void flow.setCenter(x, y, { zoom: flow.getZoom(), duration: panMs });
    }
    if (shown !== active) return;
    const card = frame.current?.querySelector<HTMLElement>(`[data-kpi="${CSS.escape(shown)}"]`);
    const request = requestAnimationFrame(() => card?.focus({ preventScroll: true }));
    return () => cancelAnimationFrame(request);
  }, [shown, active, places, flow, frame]);

  return (event: KeyboardEvent) => {
    const link = (event.target as HTMLElement).closest<HTMLElement>('[data-kpi]');
    const id = link?.dataset.kpi;
    if (!id || !places || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === ' ') state.setFocus(state.focus === id ? undefined : id);
    else if (event.key === 'Escape' && state.focus) state.setFocus(undefined);
    else if (event.key === 'm') link.parentElement?.querySelector('button')?.click();
    else {
      const next = stepFrom(id, event.key, graph, places);
      if (!next) return;
      state.setActive(next);
    }
    event.preventDefault();
    event.stopPropagation();
  };
}
