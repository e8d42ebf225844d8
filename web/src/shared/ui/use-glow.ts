import { useEffect, useRef } from 'react';
import { usePreferences } from '@/shared/lib/preferences';

/**
 * Lets an element glow once when its value changes after it was first shown: cause made visible. The animation itself is
 * in `app/global.css` and is off for whoever prefers less motion.
 * Another language writes the same number otherwise: that is no change of it.
 */
export function useGlow<E extends HTMLElement>(value: unknown) {
  const locale = usePreferences((state) => state.locale);
  const element = useRef<E>(null);
  const shown = useRef({ value, locale });
  useEffect(() => {
    const before = shown.current;
    shown.current = { value, locale };
    if (Object.is(before.value, value) || before.locale !== locale) return;
    const node = element.current;
    if (!node) return;
    node.removeAttribute('data-glow');
    // Reading the layout restarts the animation when two changes follow each other.
    void node.offsetWidth;
    node.setAttribute('data-glow', '');
  }, [value, locale]);
  return element;
}
