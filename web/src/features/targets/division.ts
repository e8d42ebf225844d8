/** What the drawers for dividing a target ask for: ways of dividing, bodies, what is typed by hand. */
import type { DivisionBody } from './api';
import {
  type DivisionKind,
  type Grain,
  grains,
  type KpiTarget,
  type Mark,
  marks,
  type TargetCascade,
  type TargetDivision,
  type TargetMethod,
  type TargetPart,
  type TargetValues,
} from './wire';

export type ByHand = Record<string, TargetValues>;

/** The period's name, or the unit or person. */
export const partKey = (part: TargetPart) => part.period ?? part.person?.id ?? part.unit?.id ?? '';

/** Whose part it is, as the wire names it. */
const subjectOf = (key: string) => (key.startsWith('per_') ? { person_id: key } : { unit_id: key });

/** The ways that fit: what adds up is divided, anything else is repeated. */
export function methodsFor(
  kind: DivisionKind,
  cascade: Pick<TargetCascade, 'adds_up_over_time' | 'adds_up_over_units'>,
): TargetMethod[] {
  if (kind === 'spread') {
    return cascade.adds_up_over_time
      ? ['last_year', 'working_days', 'periods', 'by_hand']
      : ['same', 'by_hand'];
  }
  return cascade.adds_up_over_units
    ? ['last_year', 'equal', 'shares', 'by_hand']
    : ['copied', 'by_hand'];
}

/** The way that always works, from which parts by hand begin. */
export function plainMethod(methods: TargetMethod[]): TargetMethod {
  const plain: TargetMethod[] = ['periods', 'same', 'equal', 'copied'];
  return plain.find((method) => methods.includes(method)) ?? 'by_hand';
}

const days: Record<Grain, number> = {
  day: 1,
  week: 7,
  month: 31,
  quarter: 92,
  half: 184,
  year: 366,
};

/** Grains that are shorter than the target's span and that the column's grain does not rule out. */
export function grainsWithin(target: KpiTarget, shortest: Grain): Grain[] {
  const span = Math.round((Date.parse(target.ends_on) - Date.parse(target.starts_on)) / 86_400_000);
  const from = grains.indexOf(shortest);
  return grains.filter((grain, at) => at >= from && grain !== 'week' && days[grain] < span);
}

/** The numbers that the whole has, and so every part. */
export const marksOf = (target: TargetValues): Mark[] =>
  marks.filter((mark) => target[mark] !== null && target[mark] !== undefined);

export const byHandOf = (division: TargetDivision): ByHand =>
  Object.fromEntries(division.parts.map((part) => [partKey(part), part.values]));

export const equalShares = (division: TargetDivision): Record<string, number> =>
  Object.fromEntries(division.parts.map((part) => [partKey(part), 1]));

/** Who gets a part of a target that is handed down. */
export const recipients = ['units', 'people', 'everyone'] as const;
export type Recipients = (typeof recipients)[number];

export interface Choice {
  method: TargetMethod;
  recipients: Recipients;
  grain: Grain;
  byHand: ByHand;
  shares: Record<string, number | null>;
}

/** The request that a choice comes to; what is left empty is for the server to refuse. */
export function bodyOf(kind: DivisionKind, target: string, choice: Choice): DivisionBody {
  const { method, grain, byHand, shares } = choice;
  const body: DivisionBody = { target_id: target, method };
  if (kind === 'spread') body.grain = grain;
  else body.recipients = choice.recipients;
  if (method === 'by_hand') {
    body.parts = Object.entries(byHand).map(([key, values]) =>
      kind === 'spread' ? { period: key, marks: values } : { ...subjectOf(key), marks: values },
    );
  }
  if (method === 'shares') {
    body.shares = Object.entries(shares).map(([key, share]) => ({
      ...subjectOf(key),
      share: share ?? 0,
    }));
  }
  return body;
}
