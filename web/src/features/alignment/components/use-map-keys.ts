import type { RefObject } from 'react';
import type { Layout } from '@/shared/map/layout';
import { useCardKeys } from '@/shared/map/use-card-keys';
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

/** The keyboard on the map: arrows along the lines, Space for a path, + and − to open and close. */
export function useMapKeys({ graph, state, places, frame, anchor }: MapKeys) {
  return useCardKeys({
    state,
    places,
    frame,
    step: (id, key, laid) => {
      const step = stepFrom(id, key, { graph, places: laid, expanded: state.expanded });
      if (!step) return false;
      if (step.kind === 'go') state.setActive(step.id);
      else {
        anchor(id);
        state.toggle(id);
      }
      return true;
    },
  });
}
