import type { RefObject } from 'react';
import type { Layout } from '@/shared/map/layout';
import { useCardKeys } from '@/shared/map/use-card-keys';
import type { TreeGraph } from '../graph';
import { stepFrom } from '../layout/neighbour';
import type { TreeState } from '../use-tree-state';

interface TreeKeys {
  graph: TreeGraph;
  state: TreeState;
  places: Layout | null;
  frame: RefObject<HTMLElement | null>;
}

/** The keyboard on the map: arrows along the lines, Space for causes and effects, M for the menu. */
export function useTreeKeys({ graph, state, places, frame }: TreeKeys) {
  return useCardKeys({
    state,
    places,
    frame,
    step: (id, key, laid, card) => {
      if (key === 'm') {
        card.parentElement?.querySelector('button')?.click();
        return true;
      }
      const next = stepFrom(id, key, graph, laid);
      if (next) state.setActive(next);
      return next !== undefined;
    },
  });
}
