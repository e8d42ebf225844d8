import type { Kpi, Scoring, ScoringQuestion } from './wire';

/** What the server is asked to draw: the curve against the KPI's target, with its latest value. */
export function questionOf(kpi: Kpi, scoring: Scoring): ScoringQuestion {
  const value = kpi.latest?.value ?? null;
  return {
    scoring,
    direction: kpi.direction,
    marks: kpi.target ?? {},
    values: value === null ? [] : [value],
  };
}

/** Where points of one's own begin: at the marks there are, else around the value. */
export function firstPoints(kpi: Kpi): Scoring['points'] {
  const { floor = null, target = null, stretch = null } = kpi.target ?? {};
  const marks: [number | null, number][] = [
    [floor, 60],
    [target, 100],
    [stretch, 120],
  ];
  const known = marks.flatMap(([value, points]) => (value === null ? [] : [{ value, points }]));
  const found = known.length > 0 ? known : [{ value: kpi.latest?.value ?? 0, points: 100 }];
  return found.sort((a, b) => a.value - b.value);
}
