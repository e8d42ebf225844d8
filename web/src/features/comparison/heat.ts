/** How a cell of the heat map is coloured; what it says stands in it as well. */
import type { ComparisonCell, Look } from './wire';

export interface Heat {
  /** Of which colour. */
  tone: 'none' | 'on_track' | 'at_risk' | 'off_track' | 'rank';
  /** How strong, in percent. */
  strength: number;
}

const weakest = 8;
const strongest = 46;

/** A share of the way from the last rank to the first, as a strength of colour. */
function strengthOf(rank: number, count: number): number {
  if (count <= 1) return strongest;
  const way = (count - rank) / (count - 1);
  return Math.round(weakest + (strongest - weakest) * Math.max(0, way));
}

export function heatOf(cell: ComparisonCell, look: Look, count: number): Heat {
  if (look === 'rank') {
    if (cell.rank === null) return { tone: 'none', strength: 0 };
    return { tone: 'rank', strength: strengthOf(cell.rank, count) };
  }
  switch (cell.status) {
    case 'on_track':
    case 'done':
      return { tone: 'on_track', strength: 22 };
    case 'at_risk':
      return { tone: 'at_risk', strength: 26 };
    case 'off_track':
      return { tone: 'off_track', strength: 30 };
    default:
      return { tone: 'none', strength: 0 };
  }
}
