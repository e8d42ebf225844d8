/** The objectives of a cycle as a graph: who supports whom, who is visible, which path a node is on. */
import { type Path, reach, reachBoth, type Way } from '@/shared/map/path';
import type { AlignmentEdge, AlignmentMap, AlignmentNode } from './api';

export interface AlignmentGraph {
  /** In the order of the server: outer cycle first, then by level. */
  nodes: AlignmentNode[];
  byId: ReadonlyMap<string, AlignmentNode>;
  /** What a node supports. */
  up: ReadonlyMap<string, AlignmentEdge[]>;
  /** What supports a node. */
  down: ReadonlyMap<string, AlignmentEdge[]>;
  /** Column of each node, 0 at the left; every node stands to the right of all it supports. */
  columns: ReadonlyMap<string, number>;
}

const none: readonly AlignmentEdge[] = [];

export const edgeId = (edge: AlignmentEdge) =>
  `${edge.objective_id}>${edge.target_objective_id}:${edge.target_key_result_id ?? ''}`;

function push(map: Map<string, AlignmentEdge[]>, key: string, edge: AlignmentEdge): void {
  const found = map.get(key);
  if (found) found.push(edge);
  else map.set(key, [edge]);
}

export function buildGraph(map: AlignmentMap): AlignmentGraph {
  const byId = new Map(map.nodes.map((node) => [node.id, node]));
  const up = new Map<string, AlignmentEdge[]>();
  const down = new Map<string, AlignmentEdge[]>();
  for (const edge of map.edges) {
    if (!byId.has(edge.objective_id) || !byId.has(edge.target_objective_id)) continue;
    push(up, edge.objective_id, edge);
    push(down, edge.target_objective_id, edge);
  }
  return { nodes: map.nodes, byId, up, down, columns: columnsOf(map.nodes, up) };
}

function columnsOf(
  nodes: AlignmentNode[],
  up: ReadonlyMap<string, AlignmentEdge[]>,
): Map<string, number> {
  const first = nodes.some((node) => node.is_of_outer_cycle) ? 1 : 0;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const columns = new Map<string, number>();
  const column = (node: AlignmentNode): number => {
    const known = columns.get(node.id);
    if (known !== undefined) return known;
    // The server refuses circles; a first guess keeps one from hanging the page all the same.
    let at = node.is_of_outer_cycle ? 0 : first + node.level;
    columns.set(node.id, at);
    for (const edge of up.get(node.id) ?? none) {
      const target = byId.get(edge.target_objective_id);
      if (target) at = Math.max(at, column(target) + 1);
    }
    columns.set(node.id, at);
    return at;
  };
  for (const node of nodes) column(node);
  return columns;
}

export const edgesUp = (graph: AlignmentGraph, id: string) => graph.up.get(id) ?? none;
export const edgesDown = (graph: AlignmentGraph, id: string) => graph.down.get(id) ?? none;

/** Supporters, each once, in the order of the server. */
export function childrenOf(graph: AlignmentGraph, id: string): string[] {
  return [...new Set(edgesDown(graph, id).map((edge) => edge.objective_id))];
}

/** Below the top and supporting nothing above. */
export function isLoose(graph: AlignmentGraph, node: AlignmentNode): boolean {
  return !node.is_of_outer_cycle && node.level > 0 && edgesUp(graph, node.id).length === 0;
}

/** Two levels of the cycle are open at first, beside the goals of the cycle around it. */
export function firstExpanded(graph: AlignmentGraph): Set<string> {
  return new Set(
    graph.nodes.filter((node) => node.is_of_outer_cycle || node.level === 0).map((node) => node.id),
  );
}

/** What is shown: the tops, and whatever supports something that is open. */
export function visibleNodes(
  graph: AlignmentGraph,
  expanded: ReadonlySet<string>,
  hasLoose: boolean,
): AlignmentNode[] {
  const seen = new Set<string>();
  const visit = (id: string) => {
    if (seen.has(id)) return;
    seen.add(id);
    if (expanded.has(id)) for (const child of childrenOf(graph, id)) visit(child);
  };
  for (const node of graph.nodes) {
    if (edgesUp(graph, node.id).length > 0) continue;
    if (hasLoose || !isLoose(graph, node)) visit(node.id);
  }
  return graph.nodes.filter((node) => seen.has(node.id));
}

const up = (graph: AlignmentGraph): Way<AlignmentEdge> => ({
  edgesOf: (at) => edgesUp(graph, at),
  end: (edge) => edge.target_objective_id,
  edgeId,
});

const down = (graph: AlignmentGraph): Way<AlignmentEdge> => ({
  edgesOf: (at) => edgesDown(graph, at),
  end: (edge) => edge.objective_id,
  edgeId,
});

/** Everything a node supports and everything that supports it, all the way. */
export function pathOf(graph: AlignmentGraph, id: string): Path {
  return reachBoth(id, [up(graph), down(graph)]);
}

/** What has to be open for a node to be visible. */
export function ancestorsOf(graph: AlignmentGraph, id: string): ReadonlySet<string> {
  return reach(id, up(graph)).nodes;
}

export function matching(graph: AlignmentGraph, words: string): string[] {
  const asked = words.trim().toLocaleLowerCase();
  if (!asked) return [];
  return graph.nodes
    .filter((node) =>
      [node.title, node.owner?.name, node.owner_unit?.name, node.owner_unit?.code].some((text) =>
        text?.toLocaleLowerCase().includes(asked),
      ),
    )
    .map((node) => node.id);
}
