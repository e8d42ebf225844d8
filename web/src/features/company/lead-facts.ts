/** Chooses, never computes: which of the facts on the page its first sentence tells. */
import type { KpiCard, KpiPoint, Objective } from '@/shared/api/types';

export interface KpiFact {
  kpi: KpiCard;
  from: KpiPoint;
  to: KpiPoint;
  isBetter: boolean;
}

/**
 * The first KPI of the wall with a target whose latest value stands apart from its extreme of the periods before: the
 * worst one when it got better since, else the best one.
 */
export function kpiFact(kpis: KpiCard[]): KpiFact | null {
  for (const kpi of kpis) {
    if (kpi.direction === 'range' || kpi.target === null) continue;
    const known = kpi.points.filter((point) => point.value !== null);
    const to = known.at(-1);
    if (!to || known.length < 3) continue;
    const sign = kpi.direction === 'lower' ? -1 : 1;
    const good = (point: KpiPoint) => sign * (point.value ?? 0);
    const before = known.slice(0, -1);
    const worst = before.reduce((a, b) => (good(b) < good(a) ? b : a));
    const best = before.reduce((a, b) => (good(b) > good(a) ? b : a));
    const rose = good(to) - good(worst);
    const fell = good(best) - good(to);
    if (rose <= 0 && fell <= 0) continue;
    return rose >= fell
      ? { kpi, from: worst, to, isBetter: true }
      : { kpi, from: best, to, isBetter: false };
  }
  return null;
}

export function worstObjective<T extends Objective>(objectives: T[]): T | null {
  return (
    objectives.find((objective) => objective.score.status === 'off_track') ??
    objectives.find((objective) => objective.score.status === 'at_risk') ??
    null
  );
}
