import { useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import { cardHeight, cardWidth, type Layout } from '@/shared/map/layout';
import { isInView } from '@/shared/map/viewport';
import type { AlignmentGraph } from '../graph';
import { stepFrom } from '../layout/neighbour';
import type { MapState } from '../use-map-state';

interface MapKeys {
  graph: AlignmentGraph;
  state: MapState;
  places: Layout | null;
  frame: RefObject<HTMLElement | null>;
  /** Names the card that should stay where it is while others move. */
  anchor: (id: string) => void;
}

const panMs = 200;

/** The keyboard on the map: arrows along the lines, Space for a path, + and − to open and close. */
export function useMapKeys({ graph, state, places, frame, anchor }: MapKeys) {
  const flow = useReactFlow();
  const { active } = state;

  // The keyboard follows the active card, also one that had to be opened and laid out first.
  useEffect(() => {
    const place = active && places ? places[active] : undefined;
    if (!active || !place) return;
    if (!isInView(place, flow.getViewport(), frame.current)) {
      const [x, y] = [place.x + cardWidth / 2, place.y + cardHeight / 2];
      void flow.setCenter(x, y, { zoom: flow.getZoom(), duration: panMs });
    }
    const card = () =>
      frame.current?.querySelector<HTMLElement>(`[data-goal="${CSS.escape(active)}"]`);
    const request = requestAnimationFrame(() => card()?.focus({ preventScroll: true }));
    return () => cancelAnimationFrame(request);
  }, [active, places, flow, frame]);

  return (event: KeyboardEvent) => {
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
}
