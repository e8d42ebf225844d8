import { describe, expect, test } from 'vitest';
import { cardHeight, layout } from '@/shared/map/layout';
import {
  buildGraph,
  edgeId,
  isLoose,
  looseNodes,
  matching,
  named,
  pathOf,
  tiedNodes,
} from './graph';
import { stepFrom } from './layout/neighbour';
import { requestOf } from './layout/request';
import { outlineOf } from './outline';
import { driverEdge, formulaEdge, node } from './test-tree';

/** total = won + lost; leads drives won; churn drives total; alone is tied to nothing. */
const tree = {
  nodes: [
    node('leads', { perspective: 'process' }),
    node('won'),
    node('lost'),
    node('total', { is_computed: true }),
    node('churn', { perspective: 'customer' }),
    node('alone', { perspective: 'process' }),
  ],
  edges: [
    formulaEdge('won', 'total'),
    formulaEdge('lost', 'total'),
    driverEdge('leads', 'won'),
    driverEdge('churn', 'total'),
  ],
};
const graph = buildGraph(tree);
const ids = (nodes: { tile: { id: string } }[]) => nodes.map(({ tile }) => tile.id);

describe('the graph', () => {
  test('stands every KPI to the right of all that follow from it', () => {
    expect(Object.fromEntries(graph.columns)).toEqual({
      leads: 2,
      won: 1,
      lost: 1,
      total: 0,
      churn: 1,
      alone: 0,
    });
  });

  test('keeps what is tied to nothing beside the map', () => {
    expect(ids(looseNodes(graph, undefined))).toEqual(['alone']);
    expect(isLoose(graph, 'won')).toBe(false);
    expect(ids(looseNodes(graph, 'customer'))).toEqual([]);
  });

  test('of a perspective shows its own and what they are directly tied to', () => {
    expect(ids(tiedNodes(graph, 'customer'))).toEqual(['total', 'churn']);
    expect(ids(tiedNodes(graph, 'process'))).toEqual(['leads', 'won']);
    expect(ids(tiedNodes(graph, undefined))).toHaveLength(5);
  });

  test('the path of a KPI goes all the way to causes and effects, not sideways', () => {
    const path = pathOf(graph, 'won');
    expect([...path.nodes].sort()).toEqual(['leads', 'total', 'won']);
    expect(path.edges.has(edgeId(driverEdge('leads', 'won')))).toBe(true);
    expect(path.edges.has(edgeId(driverEdge('churn', 'total')))).toBe(false);
  });

  test('ties to what is not there are left out, and a circle ends', () => {
    const odd = buildGraph({
      nodes: [node('a'), node('b')],
      edges: [formulaEdge('a', 'b'), driverEdge('b', 'a'), formulaEdge('a', 'elsewhere')],
    });
    expect(odd.edges).toHaveLength(2);
    expect(pathOf(odd, 'a').nodes.size).toBe(2);
    expect(outlineOf(odd, odd.nodes).map(({ key }) => key)).toEqual(['a', 'b']);
  });

  test('is searched by name, code and owner, and an address may name the code', () => {
    expect(matching(graph, 'KPI LEADS')).toEqual(['leads']);
    expect(matching(graph, 'code-won')).toEqual(['won']);
    expect(matching(graph, ' ')).toEqual([]);
    expect(named(graph, 'code-won')).toBe('won');
    expect(named(graph, 'won')).toBe('won');
    expect(named(graph, 'nobody')).toBeUndefined();
  });
});

test('the outline has outcomes on top and each cause below, with how it is tied', () => {
  const rows = outlineOf(graph, graph.nodes);
  expect(rows.map(({ key }) => key)).toEqual(['total', 'alone']);
  const below = rows[0]?.children ?? [];
  expect(below.map(({ key, edge }) => [key, edge?.kind])).toEqual([
    ['total/won', 'formula'],
    ['total/lost', 'formula'],
    ['total/churn', 'driver'],
  ]);
  expect(below[0]?.children.map(({ key }) => key)).toEqual(['total/won/leads']);
  const some = outlineOf(
    graph,
    graph.nodes.filter(({ tile }) => tile.id !== 'total'),
  );
  expect(some.map(({ key }) => key)).toEqual(['won', 'lost', 'churn', 'alone']);
});

test('arrows follow the lines: left to what follows, right to causes, up and down in a column', () => {
  const places = layout(requestOf(graph, tiedNodes(graph, undefined)));
  expect(places.alone).toBeUndefined();
  expect(places.total?.x).toBeLessThan(places.won?.x ?? 0);
  const [won, lost] = [places.won?.y ?? 0, places.lost?.y ?? 0];
  expect(Math.abs(won - lost)).toBeGreaterThanOrEqual(cardHeight);
  expect(stepFrom('won', 'ArrowLeft', graph, places)).toBe('total');
  expect(stepFrom('won', 'ArrowRight', graph, places)).toBe('leads');
  expect(stepFrom('leads', 'ArrowRight', graph, places)).toBeUndefined();
  expect(stepFrom('total', 'ArrowLeft', graph, places)).toBeUndefined();
  const column = ['won', 'lost', 'churn'].sort((a, b) => (places[a]?.y ?? 0) - (places[b]?.y ?? 0));
  expect(stepFrom(column[0] ?? '', 'ArrowDown', graph, places)).toBe(column[1]);
  expect(stepFrom(column[0] ?? '', 'ArrowUp', graph, places)).toBeUndefined();
  expect(stepFrom(column[0] ?? '', 'End', graph, places)).toBe(column[2]);
});
