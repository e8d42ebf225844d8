import type { CSSProperties } from 'react';
import type { GridColumnMeta } from './features';

/** Widths as variables, so that a narrow screen may choose the other one without drawing the rows again. */
export function cellStyle(size: number, meta: GridColumnMeta | undefined): CSSProperties {
  const narrow = meta?.isFlexible ? 0 : (meta?.phoneSize ?? size);
  return {
    '--size': `${size}px`,
    '--phone': `${narrow}px`,
    '--grow': meta?.isFlexible ? 1 : 0,
  } as CSSProperties;
}
