import { useCallback, useMemo, useState } from 'react';
import type { Path } from '@/shared/map/path';
import type { KpiTreeNode } from './api';
import { looseNodes, matching, named, pathOf, type TreeGraph, tiedNodes } from './graph';
import type { TreeSearch } from './search';

export interface TreeState {
  /** What is on the map. */
  visible: KpiTreeNode[];
  /** What is tied to nothing and stands beside it. */
  loose: KpiTreeNode[];
  perspective: string | undefined;
  focus: string | undefined;
  /** The causes and effects in focus; null when everything is. */
  path: Path | null;
  words: string;
  matches: string[];
  /** The card that has the keyboard. */
  active: string | null;
  setActive: (id: string) => void;
  setFocus: (id: string | undefined) => void;
}

/** What is shown, in focus and searched for; all but the active card is in the address. */
export function useTreeState(
  graph: TreeGraph,
  search: TreeSearch,
  onSearch: (change: Partial<TreeSearch>) => void,
): TreeState {
  const [active, setActive] = useState<string | null>(null);
  const { perspective, q = '' } = search;
  const focus = named(graph, search.focus);
  return {
    visible: useMemo(() => tiedNodes(graph, perspective), [graph, perspective]),
    loose: useMemo(() => looseNodes(graph, perspective), [graph, perspective]),
    perspective,
    focus,
    path: useMemo(() => (focus ? pathOf(graph, focus) : null), [focus, graph]),
    words: q,
    matches: useMemo(() => matching(graph, q), [graph, q]),
    active,
    setActive,
    setFocus: useCallback((id: string | undefined) => onSearch({ focus: id }), [onSearch]),
  };
}
