import type { TargetCascade } from './wire';

/** In how many places parts differ from their whole, or are not all there. */
export function unevenCells(cascade: TargetCascade): number {
  const cells = cascade.rows.flatMap((row) => [row.whole, ...row.cells]);
  const sums = cells.flatMap((cell) => [cell.over_time, cell.over_units]);
  return sums.filter((sum) => sum && !sum.is_even).length;
}
