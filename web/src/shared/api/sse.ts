/**
 * One stream of changes for the whole application. An event names what changed and holds no data; the queries that show
 * it are fetched again. Bursts (an import, a demo week) are gathered, so that a page asks once.
 */
import type { QueryClient } from '@tanstack/react-query';
import { invalidatePaths } from './query';

/** Pages built from scores: almost every fact moves them. */
const scored = ['/company', '/units', '/people', '/objectives', '/key-results', '/alignment-map'];
/** Pages built from values of KPIs. */
const measured = ['/kpis', '/kpi-tree', '/kpi-drivers'];

const pathsByEntity: Record<string, readonly string[]> = {
  organization: ['/organization', '/company', '/session'],
  org_unit: [...scored],
  person: ['/people', '/units', '/company'],
  membership: ['/people', '/units'],
  manager_line: ['/people'],
  cycle: ['/cycles', ...scored],
  strategic_pillar: ['/strategic-pillars', '/company', '/objectives'],
  objective: [...scored, '/check-in-sheet', '/search'],
  key_result: [...scored, '/check-in-sheet'],
  milestone: [...scored, '/check-in-sheet'],
  alignment: [...scored, '/alignments'],
  kpi_perspective: ['/kpi-perspectives', '/kpis', '/kpi-catalogue', '/kpi-tree'],
  kpi_driver: ['/kpi-drivers', '/kpi-tree'],
  kpi: [...scored, ...measured, '/kpi-catalogue', '/kpi-perspectives', '/due-values', '/search'],
  kpi_link: [...scored, '/kpis', '/kpi-links'],
  kpi_target: [...scored, ...measured, '/kpi-targets', '/due-values'],
  measurement: [...scored, ...measured, '/measurements', '/due-values', '/check-in-sheet'],
  measurement_batch: [
    ...scored,
    ...measured,
    '/measurements',
    '/due-values',
    '/check-in-sheet',
    '/sources',
  ],
  data_source: ['/sources'],
  file_mapping: ['/uploads'],
  alert: ['/alerts', '/company', '/units', '/people', '/objectives'],
  check_in: [...scored, '/check-ins', '/check-in-sheet'],
  user: ['/users', '/session', '/account'],
  session: ['/sessions'],
  api_token: ['/api-tokens', '/account'],
};

interface ChangeEvent {
  entity?: string;
}

const gatherMs = 150;

/** What must be asked again after a change of this kind of thing; an unknown kind asks everything. */
export function pathsOf(entity: string | undefined): readonly string[] {
  return (entity ? pathsByEntity[entity] : undefined) ?? ['/'];
}

/** Opens the stream; the function it gives back closes it. The browser reconnects by itself. */
export function listenToChanges(client: QueryClient): () => void {
  const source = new EventSource('/api/v1/events');
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hasDropped = false;

  const gather = (paths: readonly string[]) => {
    for (const path of paths) waiting.add(path);
    timer ??= setTimeout(() => {
      timer = undefined;
      const now = [...waiting, '/changes'];
      waiting.clear();
      void invalidatePaths(client, now);
    }, gatherMs);
  };
  const onChange = (event: MessageEvent<string>) => {
    let change: ChangeEvent = {};
    try {
      change = JSON.parse(event.data) as ChangeEvent;
    } catch {
      // An event that cannot be read still says that something changed.
    }
    gather(pathsOf(change.entity));
  };
  source.addEventListener('change', onChange);
  source.addEventListener('message', onChange);
  source.addEventListener('resync', () => gather(['/']));
  source.addEventListener('error', () => {
    hasDropped = true;
  });
  source.addEventListener('open', () => {
    // Whatever happened while the line was down was missed.
    if (hasDropped) gather(['/']);
    hasDropped = false;
  });
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
