/** Goals of the demo that a test can report on, found by what they are. */
import type { Api } from './api';

interface KeyResult {
  id: string;
  title: string;
  kind: string;
  owner: { id: string } | null;
  start_value: number | null;
  target_value: number | null;
  current_value: number | null;
  format: string;
  decimals: number;
  links: { role: string }[];
}

export interface Reportable {
  id: string;
  title: string;
  objectiveId: string;
  /** What is typed into the field, and the digits that the page then shows. */
  typed: string;
  shown: string;
}

/** A key result of the company whose value somebody types: not measured by a KPI, with room to move. */
export async function reportable(api: Api, email: string): Promise<Reportable> {
  const { objectives } = await api.get<{ objectives: { id: string; key_results: KeyResult[] }[] }>(
    '/company',
  );
  const people = await api.get<{ items: { id: string; email: string }[] }>('/people?limit=200');
  const owner = people.items.find((person) => person.email === email)?.id;
  for (const objective of objectives) {
    for (const goal of objective.key_results) {
      const isTyped = !goal.links.some((link) => link.role === 'measures');
      const isBetween = goal.start_value !== null && goal.target_value !== null;
      if (!isTyped || !isBetween || goal.owner?.id !== owner) continue;
      const typed = nearTarget(goal);
      return { id: goal.id, title: goal.title, objectiveId: objective.id, typed, shown: typed };
    }
  }
  throw new Error(`${email} reports on no key result of the company by hand`);
}

/** Most of the way, written with the digits that the page shows. */
function nearTarget(goal: KeyResult): string {
  const { start_value: start, target_value: target, decimals, format } = goal;
  const value = (start ?? 0) + ((target ?? 0) - (start ?? 0)) * 0.9;
  return (format === 'percent' ? value * 100 : value).toFixed(decimals);
}
