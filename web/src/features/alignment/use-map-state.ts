import { useCallback, useMemo, useState } from 'react';
import type { Path } from '@/shared/map/path';
import type { AlignmentNode } from './api';
import {
  type AlignmentGraph,
  ancestorsOf,
  firstExpanded,
  matching,
  pathOf,
  visibleNodes,
} from './graph';
import type { AlignmentSearch } from './search';

export interface MapState {
  visible: AlignmentNode[];
  expanded: ReadonlySet<string>;
  /** The path in focus; null when everything is. */
  path: Path | null;
  focus: string | undefined;
  words: string;
  matches: string[];
  /** The card that has the keyboard. */
  active: string | null;
  toggle: (id: string) => void;
  expandAll: () => void;
  collapse: () => void;
  setFocus: (id: string | undefined) => void;
  setActive: (id: string) => void;
  /** Opens what hides a card and gives it the keyboard. */
  show: (id: string) => void;
}

/** What is open, in focus and searched for; focus and words are in the address. */
export function useMapState(
  graph: AlignmentGraph,
  search: AlignmentSearch,
  onSearch: (change: Partial<AlignmentSearch>) => void,
): MapState {
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const { focus, q = '', loose } = search;
  const expanded = useMemo(() => {
    const open = new Set(chosen ?? firstExpanded(graph));
    // A focus that came with the address has to be visible.
    if (!chosen && focus) for (const id of ancestorsOf(graph, focus)) open.add(id);
    return open;
  }, [chosen, focus, graph]);
  const visible = useMemo(
    () => visibleNodes(graph, expanded, loose !== undefined),
    [graph, expanded, loose],
  );
  const toggle = useCallback(
    (id: string) => {
      const next = new Set(expanded);
      if (!next.delete(id)) next.add(id);
      setChosen(next);
    },
    [expanded],
  );
  const show = useCallback(
    (id: string) => {
      const next = new Set([...expanded, ...ancestorsOf(graph, id)]);
      if (next.size !== expanded.size) setChosen(next);
      setActive(id);
    },
    [expanded, graph],
  );
  return {
    visible,
    expanded,
    focus,
    path: useMemo(
      () => (focus && graph.byId.has(focus) ? pathOf(graph, focus) : null),
      [focus, graph],
    ),
    words: q,
    matches: useMemo(() => matching(graph, q), [graph, q]),
    active,
    toggle,
    expandAll: () => setChosen(new Set(graph.nodes.map((node) => node.id))),
    collapse: () => setChosen(firstExpanded(graph)),
    setFocus: (id) => onSearch({ focus: id }),
    setActive,
    show,
  };
}
