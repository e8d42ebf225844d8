import { useReactFlow } from '@xyflow/react';
import { useCallback, useEffect, useRef } from 'react';
import type { Layout } from '@/shared/map/layout';

/**
 * Opening a card moves the others. The card that was opened stays where the eye has it: the view moves by as much as the
 * layout moved the card. Gives back what names that card.
 */
export function useSteadyView(places: Layout | null): (id: string) => void {
  const { getViewport, setViewport } = useReactFlow();
  const anchor = useRef<string | null>(null);
  const before = useRef<Layout | null>(null);
  useEffect(() => {
    const id = anchor.current;
    const from = id ? before.current?.[id] : undefined;
    const to = id ? places?.[id] : undefined;
    before.current = places;
    anchor.current = null;
    if (!from || !to) return;
    const { x, y, zoom } = getViewport();
    void setViewport({ x: x - (to.x - from.x) * zoom, y: y - (to.y - from.y) * zoom, zoom });
  }, [places, getViewport, setViewport]);
  return useCallback((id: string) => {
    anchor.current = id;
  }, []);
}
