/** An objective that waits for its grade: in a cycle of its own that is closing, away from what other tests look at. */
import type { Api } from './api';

interface Changed {
  item: { id: string; version: number };
}

export interface ClosingGoal {
  cycleId: string;
  objectiveId: string;
  title: string;
  /** In their order: 62 of 100, 40 of 100. */
  keyResults: { id: string; title: string }[];
}

const reports = [
  { title: 'Turnarounds in under an hour, 0 to 100', value: 62 },
  { title: 'Crews trained, 0 to 100', value: 40 },
];

export async function closingGoal(api: Api, title: string): Promise<ClosingGoal> {
  const { person } = await api.session();
  const cycle = await api.post<Changed>('/cycles', {
    name: 'Autumn sprint',
    kind: 'custom',
    starts_on: '2013-09-02',
    ends_on: '2013-10-14',
  });
  const cycleId = cycle.item.id;
  const step = async (version: number, phase: string) =>
    (await api.post<Changed>(`/cycles/${cycleId}/phase`, { version, phase })).item.version;
  const active = await step(cycle.item.version, 'active');
  const { item } = await api.post<Changed>('/objectives', {
    cycle_id: cycleId,
    title,
    kind: 'committed',
    owner_person_id: person?.id,
  });
  const keyResults = [];
  for (const { title: words, value } of reports) {
    const made = await api.post<Changed>('/key-results', {
      objective_id: item.id,
      title: words,
      kind: 'increase',
      start_value: 0,
      target_value: 100,
      owner_person_id: person?.id,
    });
    keyResults.push({ id: made.item.id, title: words, value });
  }
  await api.post(`/objectives/${item.id}/publish`);
  for (const { id, value } of keyResults) {
    await api.post(`/key-results/${id}/check-ins`, { value, confidence: 7 });
  }
  await step(active, 'closing');
  return {
    cycleId,
    objectiveId: item.id,
    title,
    keyResults: keyResults.map(({ id, title: words }) => ({ id, title: words })),
  };
}
