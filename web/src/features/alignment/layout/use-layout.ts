import { useEffect, useMemo, useRef, useState } from 'react';
import type { AlignmentNode } from '../api';
import { type AlignmentGraph, edgesDown } from '../graph';
import type { Layout, LayoutRequest } from './layout';
import type { LayoutAnswer, LayoutJob } from './layout.worker';

/** The places of the visible cards; those of before stay until the next ones are there. */
export function useLayout(graph: AlignmentGraph, visible: readonly AlignmentNode[]): Layout | null {
  const [places, setPlaces] = useState<Layout | null>(null);
  const worker = useRef<Worker | null>(null);
  const ticket = useRef(0);
  const request = useMemo(() => requestOf(graph, visible), [graph, visible]);

  useEffect(() => {
    const made = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
    worker.current = made;
    made.addEventListener('message', ({ data }: MessageEvent<LayoutAnswer>) => {
      // An answer to an older question is out of date already.
      if (data.ticket === ticket.current) setPlaces(data.places);
    });
    return () => {
      worker.current = null;
      made.terminate();
    };
  }, []);

  useEffect(() => {
    ticket.current += 1;
    const job: LayoutJob = { ticket: ticket.current, ...request };
    worker.current?.postMessage(job);
  }, [request]);

  return places;
}

export function requestOf(graph: AlignmentGraph, visible: readonly AlignmentNode[]): LayoutRequest {
  const shown = new Set(visible.map((node) => node.id));
  const pairs = new Map<string, { from: string; to: string }>();
  for (const { id } of visible) {
    for (const edge of edgesDown(graph, id)) {
      const to = edge.objective_id;
      if (shown.has(to)) pairs.set(`${id} ${to}`, { from: id, to });
    }
  }
  return {
    nodes: visible.map(({ id }) => ({ id, column: graph.columns.get(id) ?? 0 })),
    edges: [...pairs.values()],
  };
}
