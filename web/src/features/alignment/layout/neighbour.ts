/** Where an arrow key leads on the map: along the edges, or to the card above or below in the same column. */
import { type AlignmentGraph, childrenOf, edgesUp } from '../graph';
import type { Layout } from './layout';

export type Step = { kind: 'go'; id: string } | { kind: 'expand' } | { kind: 'collapse' } | null;

interface Where {
  graph: AlignmentGraph;
  places: Layout;
  expanded: ReadonlySet<string>;
}

export function stepFrom(id: string, key: string, { graph, places, expanded }: Where): Step {
  const here = places[id];
  if (!here) return null;
  const y = (other: string) => places[other]?.y ?? 0;
  const highest = (ids: string[]): Step => {
    const shown = ids.filter((other) => places[other]).sort((a, b) => y(a) - y(b));
    return shown[0] ? { kind: 'go', id: shown[0] } : null;
  };
  const inColumn = () => {
    const column = graph.columns.get(id);
    return Object.keys(places)
      .filter((other) => graph.columns.get(other) === column)
      .sort((a, b) => y(a) - y(b));
  };
  const go = (other: string | undefined): Step =>
    other && other !== id ? { kind: 'go', id: other } : null;
  switch (key) {
    case 'ArrowLeft':
      return highest(edgesUp(graph, id).map((edge) => edge.target_objective_id));
    case 'ArrowRight': {
      const children = childrenOf(graph, id);
      if (children.length === 0) return null;
      return expanded.has(id) ? highest(children) : { kind: 'expand' };
    }
    case '+':
      return childrenOf(graph, id).length > 0 && !expanded.has(id) ? { kind: 'expand' } : null;
    case '-':
      return expanded.has(id) ? { kind: 'collapse' } : null;
    case 'ArrowUp':
      return go(inColumn()[inColumn().indexOf(id) - 1]);
    case 'ArrowDown':
      return go(inColumn()[inColumn().indexOf(id) + 1]);
    case 'Home':
      return go(inColumn()[0]);
    case 'End':
      return go(inColumn().at(-1));
    default:
      return null;
  }
}
