/** The KPIs as a graph: what each rests on, what follows from it, in which column it stands. */
import { type Path, reachBoth } from '@/shared/map/path';
import type { KpiTree, KpiTreeEdge, KpiTreeNode } from './api';

export interface TreeGraph {
  /** In the order of the server: as arranged. */
  nodes: KpiTreeNode[];
  byId: ReadonlyMap<string, KpiTreeNode>;
  edges: KpiTreeEdge[];
  /** What a KPI is computed from or driven by. */
  causes: ReadonlyMap<string, KpiTreeEdge[]>;
  /** What is computed from a KPI or driven by it. */
  effects: ReadonlyMap<string, KpiTreeEdge[]>;
  /** Column of each KPI, outcomes at the left; every one stands to the right of all that follow from it. */
  columns: ReadonlyMap<string, number>;
}

const none: readonly KpiTreeEdge[] = [];

export const edgeId = (edge: KpiTreeEdge) =>
  edge.driver?.id ?? `${edge.from_kpi_id}>${edge.to_kpi_id}`;

function push(map: Map<string, KpiTreeEdge[]>, key: string, edge: KpiTreeEdge): void {
  const found = map.get(key);
  if (found) found.push(edge);
  else map.set(key, [edge]);
}

export function buildGraph(tree: Pick<KpiTree, 'nodes' | 'edges'>): TreeGraph {
  const byId = new Map(tree.nodes.map((node) => [node.tile.id, node]));
  const edges = tree.edges.filter((edge) => byId.has(edge.from_kpi_id) && byId.has(edge.to_kpi_id));
  const causes = new Map<string, KpiTreeEdge[]>();
  const effects = new Map<string, KpiTreeEdge[]>();
  for (const edge of edges) {
    push(causes, edge.to_kpi_id, edge);
    push(effects, edge.from_kpi_id, edge);
  }
  return { nodes: tree.nodes, byId, edges, causes, effects, columns: columnsOf(byId, effects) };
}

function columnsOf(
  byId: ReadonlyMap<string, KpiTreeNode>,
  effects: ReadonlyMap<string, KpiTreeEdge[]>,
): Map<string, number> {
  const columns = new Map<string, number>();
  const column = (id: string): number => {
    const known = columns.get(id);
    if (known !== undefined) return known;
    // A formula that was edited later may close a circle with drivers; the first guess ends it.
    columns.set(id, 0);
    const after = (effects.get(id) ?? none).map((edge) => column(edge.to_kpi_id) + 1);
    const at = Math.max(0, ...after);
    columns.set(id, at);
    return at;
  };
  for (const id of byId.keys()) column(id);
  return columns;
}

export const causesOf = (graph: TreeGraph, id: string) => graph.causes.get(id) ?? none;
export const effectsOf = (graph: TreeGraph, id: string) => graph.effects.get(id) ?? none;

/** Tied to nothing: it stands beside the map. */
export const isLoose = (graph: TreeGraph, id: string) =>
  !graph.causes.has(id) && !graph.effects.has(id);

/** What is tied, of a perspective with what it is directly tied to, or of all. */
export function tiedNodes(graph: TreeGraph, perspective: string | undefined): KpiTreeNode[] {
  const isOf = (id: string) => !perspective || graph.byId.get(id)?.perspective === perspective;
  return graph.nodes.filter(({ tile: { id } }) => {
    if (isLoose(graph, id)) return false;
    return (
      isOf(id) ||
      causesOf(graph, id).some((edge) => isOf(edge.from_kpi_id)) ||
      effectsOf(graph, id).some((edge) => isOf(edge.to_kpi_id))
    );
  });
}

export function looseNodes(graph: TreeGraph, perspective: string | undefined): KpiTreeNode[] {
  return graph.nodes.filter(
    (node) => isLoose(graph, node.tile.id) && (!perspective || node.perspective === perspective),
  );
}

/** Everything that a KPI rests on and everything that follows from it, all the way. */
export function pathOf(graph: TreeGraph, id: string): Path {
  return reachBoth(id, [
    { edgesOf: (at) => causesOf(graph, at), end: (edge) => edge.from_kpi_id, edgeId },
    { edgesOf: (at) => effectsOf(graph, at), end: (edge) => edge.to_kpi_id, edgeId },
  ]);
}

/** The identity of the KPI that an address names by identity or code. */
export function named(graph: TreeGraph, name: string | undefined): string | undefined {
  if (!name || graph.byId.has(name)) return name;
  return graph.nodes.find((node) => node.tile.code === name)?.tile.id;
}

export function matching(graph: TreeGraph, words: string): string[] {
  const asked = words.trim().toLocaleLowerCase();
  if (!asked) return [];
  return graph.nodes
    .filter(({ tile, owner }) =>
      [tile.name, tile.code, owner?.name].some((text) => text?.toLocaleLowerCase().includes(asked)),
    )
    .map((node) => node.tile.id);
}
