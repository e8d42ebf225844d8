import type { CascadeCell, PartsSum, TargetCascade } from './wire';

/**
 * The sums of parts that differ from a target, or are not all there. Only where a target is set: what follows from
 * longer or shorter ones differs with them.
 */
export function unevenSums(cell: CascadeCell): PartsSum[] {
  if (cell.target === null) return [];
  return [cell.over_time, cell.over_units].filter(
    (sum): sum is PartsSum => sum !== null && !sum.is_even,
  );
}

/** In how many places parts differ from their whole. */
export function unevenCells(cascade: TargetCascade): number {
  const cells = cascade.rows.flatMap((row) => [row.whole, ...row.cells]);
  return cells.flatMap(unevenSums).length;
}
