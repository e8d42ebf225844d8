import { useEffect, useRef, useState } from 'react';
import type { Layout, LayoutRequest } from './layout';
import type { LayoutAnswer, LayoutJob } from './layout.worker';

/** The places of the cards that are asked for; those of before stay until the next ones are there. */
export function useLayout(request: LayoutRequest): Layout | null {
  const [places, setPlaces] = useState<Layout | null>(null);
  const worker = useRef<Worker | null>(null);
  const ticket = useRef(0);

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
