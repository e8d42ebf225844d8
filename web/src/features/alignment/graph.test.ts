import { describe, expect, test } from 'vitest';
import { cardHeight, layout } from '@/shared/map/layout';
import type { AlignmentEdge, AlignmentMap, AlignmentNode } from './api';
import {
  ancestorsOf,
  buildGraph,
  firstExpanded,
  isLoose,
  matching,
  pathOf,
  visibleNodes,
} from './graph';
import { stepFrom } from './layout/neighbour';
import { requestOf } from './layout/request';
import { outlineOf } from './outline';
import { weightDecimals } from './weight-decimals';

const node = (id: string, level: number, isOuter = false): AlignmentNode => ({
  id,
  title: `Objective ${id}`,
  kind: 'committed',
  owner_unit: { id: `unit-${id}`, code: id.toUpperCase(), name: `Unit ${id}` },
  owner: null,
  level,
  key_result_count: 1,
  is_of_outer_cycle: isOuter,
  score: { progress: 0.5 } as AlignmentNode['score'],
});
const edge = (from: string, to: string, contribution: number | null = null): AlignmentEdge => ({
  objective_id: from,
  target_objective_id: to,
  target_key_result_id: null,
  contribution,
});

/** year <- company <- (ewr, jfk) <- ua, which supports both; loose hangs on nothing. */
const map: AlignmentMap = {
  cycle: null,
  is_cut: false,
  nodes: [
    node('year', 0, true),
    node('co', 0),
    node('ewr', 1),
    node('jfk', 1),
    node('ua', 2),
    node('loose', 2),
  ],
  edges: [
    edge('co', 'year', 2),
    edge('ewr', 'co', 1),
    edge('jfk', 'co'),
    edge('ua', 'ewr'),
    edge('ua', 'jfk'),
  ],
};
const graph = buildGraph(map);
const ids = (nodes: AlignmentNode[]) => nodes.map(({ id }) => id);

describe('the graph', () => {
  test('stands every node to the right of all it supports', () => {
    expect([...graph.columns]).toEqual([
      ['year', 0],
      ['co', 1],
      ['ewr', 2],
      ['jfk', 2],
      ['ua', 3],
      ['loose', 3],
    ]);
    const flat = buildGraph({
      ...map,
      nodes: [node('a', 1), node('b', 1)],
      edges: [edge('b', 'a')],
    });
    expect(flat.columns.get('b')).toBe(2);
  });

  test('opens two levels of the cycle at first and leaves out what hangs loose', () => {
    expect(ids(visibleNodes(graph, firstExpanded(graph), false))).toEqual([
      'year',
      'co',
      'ewr',
      'jfk',
    ]);
    expect(isLoose(graph, map.nodes[5] as AlignmentNode)).toBe(true);
    expect(ids(visibleNodes(graph, new Set(), true))).toEqual(['year', 'loose']);
  });

  test('a supporter of two is shown once, as soon as one of them is open', () => {
    const open = new Set([...firstExpanded(graph), 'jfk']);
    expect(ids(visibleNodes(graph, open, false))).toEqual(['year', 'co', 'ewr', 'jfk', 'ua']);
  });

  test('the path of a node goes all the way up and down, not sideways', () => {
    expect([...pathOf(graph, 'ewr').nodes].sort()).toEqual(['co', 'ewr', 'ua', 'year']);
    expect(pathOf(graph, 'ewr').edges.size).toBe(3);
    expect([...ancestorsOf(graph, 'ua')].sort()).toEqual(['co', 'ewr', 'jfk', 'year']);
  });

  test('edges to what is not there are left out, and a circle ends', () => {
    const odd = buildGraph({
      ...map,
      nodes: [node('a', 1), node('b', 1)],
      edges: [edge('a', 'b'), edge('b', 'a'), edge('a', 'elsewhere')],
    });
    expect(odd.up.get('a')).toHaveLength(1);
    expect(pathOf(odd, 'a').nodes.size).toBe(2);
  });

  test('is searched by title, unit and code', () => {
    expect(matching(graph, 'EWR')).toEqual(['ewr']);
    expect(matching(graph, 'unit jfk')).toEqual(['jfk']);
    expect(matching(graph, '  ')).toEqual([]);
  });
});

test('two ties between the same objectives are one row, and the one that counts is told', () => {
  const doubled = buildGraph({
    ...map,
    edges: [edge('co', 'year'), { ...edge('co', 'year', 2), target_key_result_id: 'kr' }],
  });
  const rows = outlineOf(doubled)[0]?.children ?? [];
  expect(rows.map((row) => row.edge?.contribution)).toEqual([2]);
});

test('the outline shows a supporter of two under both, with its own key', () => {
  const [year, loose] = outlineOf(graph);
  const below = year?.children[0]?.children ?? [];
  expect(below.map((row) => row.children.map(({ key }) => key))).toEqual([
    ['year/co/ewr/ua'],
    ['year/co/jfk/ua'],
  ]);
  expect(loose?.node.id).toBe('loose');
});

describe('the layout', () => {
  const everything = visibleNodes(graph, new Set(ids(map.nodes)), true);
  const places = layout(requestOf(graph, everything));

  test('keeps the columns and lets no two cards overlap', () => {
    expect(places.co?.x).toBeLessThan(places.ewr?.x ?? 0);
    expect(places.ewr?.x).toBe(places.jfk?.x);
    expect(Math.abs((places.ewr?.y ?? 0) - (places.jfk?.y ?? 0))).toBeGreaterThanOrEqual(
      cardHeight,
    );
    expect(Math.abs((places.ua?.y ?? 0) - (places.loose?.y ?? 0))).toBeGreaterThanOrEqual(
      cardHeight,
    );
  });

  test('arrows follow the edges, and open what is closed', () => {
    const where = { graph, places, expanded: new Set(['year', 'co', 'ewr']) };
    expect(stepFrom('ewr', 'ArrowLeft', where)).toEqual({ kind: 'go', id: 'co' });
    expect(stepFrom('ewr', 'ArrowRight', where)).toEqual({ kind: 'go', id: 'ua' });
    expect(stepFrom('jfk', 'ArrowRight', where)).toEqual({ kind: 'expand' });
    expect(stepFrom('ua', 'ArrowRight', where)).toBeNull();
    expect(stepFrom('year', 'ArrowLeft', where)).toBeNull();
    const [upper, lower] = ['ewr', 'jfk'].sort((a, b) => (places[a]?.y ?? 0) - (places[b]?.y ?? 0));
    expect(stepFrom(upper ?? '', 'ArrowDown', where)).toEqual({ kind: 'go', id: lower });
    expect(stepFrom(upper ?? '', 'ArrowUp', where)).toBeNull();
  });
});

test('a weight is written with the digits it has', () => {
  expect([2, 0.5, 0.25, 1 / 3].map(weightDecimals)).toEqual([0, 1, 2, 2]);
});
