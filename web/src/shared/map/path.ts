/** What a map lights up around one of its cards: all the way along its lines, one way or both. */

export interface Path {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
}

/** One way along the lines: those at a node, and the node at the far end of each. */
export interface Way<E> {
  edgesOf: (id: string) => readonly E[];
  end: (edge: E) => string;
  edgeId: (edge: E) => string;
}

/** Everything on the way from a node; the node itself only where a way leads back to it. */
export function reach<E>(from: string, { edgesOf, end, edgeId }: Way<E>): Path {
  const nodes = new Set<string>();
  const edges = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const edge of edgesOf(id)) {
      edges.add(edgeId(edge));
      const next = end(edge);
      if (nodes.has(next)) continue;
      nodes.add(next);
      open.push(next);
    }
  }
  return { nodes, edges };
}

/** The node with everything on all of the ways. */
export function reachBoth<E>(from: string, ways: readonly Way<E>[]): Path {
  const found = ways.map((way) => reach(from, way));
  return {
    nodes: new Set([from, ...found.flatMap(({ nodes }) => [...nodes])]),
    edges: new Set(found.flatMap(({ edges }) => [...edges])),
  };
}
