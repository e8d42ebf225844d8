/** A weight with the digits it has, two at most: ×2, ×0.5, ×0.25. */
export function weightDecimals(weight: number): number {
  if (Number.isInteger(weight)) return 0;
  return Number.isInteger(Math.round(weight * 1000) / 100) ? 1 : 2;
}
