import { useEffect, useRef } from 'react';

/**
 * Lets an element glow once when its value changes after it was first shown: cause made visible. The animation itself is
 * in `app/global.css` and is off for whoever prefers less motion.
 */
export function useGlow<E extends HTMLElement>(value: unknown) {
  const element = useRef<E>(null);
  const shown = useRef(value);
  useEffect(() => {
    if (Object.is(shown.current, value)) return;
    shown.current = value;
    const node = element.current;
    if (!node) return;
    node.removeAttribute('data-glow');
    // Reading the layout restarts the animation when two changes follow each other.
    void node.offsetWidth;
    node.setAttribute('data-glow', '');
  }, [value]);
  return element;
}
