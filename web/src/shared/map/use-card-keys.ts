import { useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import { cardHeight, cardWidth, type Layout } from './layout';
import { isInView } from './viewport';

interface Cards {
  /** The card that the keyboard is on. */
  active: string | null;
  /** The card whose lines are shown; brought into view when nothing is active. */
  focus: string | undefined;
  setFocus: (id: string | undefined) => void;
}

interface CardKeys {
  state: Cards;
  places: Layout | null;
  frame: RefObject<HTMLElement | null>;
  /** What any other key does on a card; false when it does nothing. */
  step: (id: string, key: string, places: Layout, card: HTMLElement) => boolean;
}

const panMs = 200;

/**
 * The keyboard on a map of cards: Space shows the lines of one, Escape all again, and the map says what other keys do.
 * The view follows the active card, also one that had to be laid out first. A card is what carries `data-card`.
 */
export function useCardKeys({ state, places, frame, step }: CardKeys) {
  const flow = useReactFlow();
  const { active, focus, setFocus } = state;
  const shown = active ?? focus;

  useEffect(() => {
    const place = shown && places ? places[shown] : undefined;
    if (!shown || !place) return;
    if (!isInView(place, flow.getViewport(), frame.current)) {
      const [x, y] = [place.x + cardWidth / 2, place.y + cardHeight / 2];
      void flow.setCenter(x, y, { zoom: flow.getZoom(), duration: panMs });
    }
    if (shown !== active) return;
    // Looked for only then: a card that was just laid out is not yet on the page.
    const request = requestAnimationFrame(() => {
      const card = frame.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(shown)}"]`);
      card?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(request);
  }, [shown, active, places, flow, frame]);

  return (event: KeyboardEvent) => {
    const card = (event.target as HTMLElement).closest<HTMLElement>('[data-card]');
    const id = card?.dataset.card;
    if (!id || !places || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === ' ') setFocus(focus === id ? undefined : id);
    else if (event.key === 'Escape' && focus) setFocus(undefined);
    else if (!step(id, event.key, places, card)) return;
    event.preventDefault();
    event.stopPropagation();
  };
}
