/** Where an arrow key leads: left to what follows, right to what it rests on, up and down in the column. */
import type { Layout } from '@/shared/map/layout';
import { highestOf, stepInColumn } from '@/shared/map/steps';
import { causesOf, effectsOf, type TreeGraph } from '../graph';

export function stepFrom(
  id: string,
  key: string,
  graph: TreeGraph,
  places: Layout,
): string | undefined {
  if (!places[id]) return undefined;
  switch (key) {
    case 'ArrowLeft':
      return highestOf(
        places,
        effectsOf(graph, id).map((edge) => edge.to_kpi_id),
      );
    case 'ArrowRight':
      return highestOf(
        places,
        causesOf(graph, id).map((edge) => edge.from_kpi_id),
      );
    default:
      return stepInColumn(id, key, places, graph.columns);
  }
}
