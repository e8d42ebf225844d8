/** Where an arrow key leads on the map: along the edges, or to the card above or below in the same column. */
import type { Layout } from '@/shared/map/layout';
import { highestOf, stepInColumn } from '@/shared/map/steps';
import { type AlignmentGraph, childrenOf, edgesUp } from '../graph';

export type Step = { kind: 'go'; id: string } | { kind: 'expand' } | { kind: 'collapse' } | null;

interface Where {
  graph: AlignmentGraph;
  places: Layout;
  expanded: ReadonlySet<string>;
}

export function stepFrom(id: string, key: string, { graph, places, expanded }: Where): Step {
  if (!places[id]) return null;
  const go = (other: string | undefined): Step => (other ? { kind: 'go', id: other } : null);
  switch (key) {
    case 'ArrowLeft':
      return go(
        highestOf(
          places,
          edgesUp(graph, id).map((edge) => edge.target_objective_id),
        ),
      );
    case 'ArrowRight': {
      const children = childrenOf(graph, id);
      if (children.length === 0) return null;
      return expanded.has(id) ? go(highestOf(places, children)) : { kind: 'expand' };
    }
    case '+':
      return childrenOf(graph, id).length > 0 && !expanded.has(id) ? { kind: 'expand' } : null;
    case '-':
      return expanded.has(id) ? { kind: 'collapse' } : null;
    default:
      return go(stepInColumn(id, key, places, graph.columns));
  }
}
