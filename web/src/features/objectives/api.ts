import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import { get, patch, post } from '@/shared/api/http';
import { endpoint, invalidatePaths } from '@/shared/api/query';
import type {
  Alignment,
  Change,
  Changed,
  KeyResult,
  KeyResultKind,
  KpiLink,
  KpiRole,
  LinkWindow,
  Milestone,
  Objective,
  ObjectiveKind,
  ObjectiveOverview,
  ObjectiveState,
  OverrideStatus,
  Pace,
  Page,
  PersonRef,
  ProgressMode,
  Status,
  Visibility,
} from '@/shared/api/types';
import type { ValueFormat } from '@/shared/lib/format';

export interface ObjectiveFilters {
  cycle?: string | undefined;
  status?: Status | undefined;
  state?: ObjectiveState | undefined;
  unit?: string | undefined;
  person?: string | undefined;
  pillar?: string | undefined;
  q?: string | undefined;
  sort?: string | undefined;
  /** The past day whose knowledge is listed. */
  as_of?: string | undefined;
}

export const objectiveQuery = (id: string, asOf?: string) =>
  endpoint<ObjectiveOverview>(`/objectives/${id}/overview`, { as_of: asOf });

const pageSize = 100;

export const objectiveListQuery = (filters: ObjectiveFilters) =>
  infiniteQueryOptions({
    queryKey: ['get', '/objectives', filters] as const,
    queryFn: ({ pageParam }) =>
      get<Page<Objective>>('/objectives', {
        ...filters,
        limit: pageSize,
        cursor: pageParam || undefined,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next_cursor || undefined,
  });

export interface ObjectiveValues {
  cycle_id: string;
  title: string;
  description: string;
  kind: ObjectiveKind;
  owner_unit_id: string | null;
  owner_person_id: string | null;
  strategic_pillar_id: string | null;
  progress_mode: ProgressMode;
  weight: number;
  visibility: Visibility;
  reason?: string;
}

export interface MilestoneValues {
  id?: string;
  version?: number;
  title: string;
  weight: number;
  due_on: string | null;
  done_on?: string | null;
}

export interface KeyResultValues {
  title: string;
  description: string;
  owner_person_id: string | null;
  kind: KeyResultKind;
  start_value: number | null;
  target_value: number | null;
  target_high: number | null;
  zero_low: number | null;
  zero_high: number | null;
  over_time: boolean;
  unit: string;
  format: ValueFormat;
  decimals: number;
  pace: Pace;
  phases: { on: string; share: number }[];
  weight: number;
  milestones: MilestoneValues[];
  reason?: string;
}

export interface LinkValues {
  kpi_id: string;
  role: KpiRole;
  org_unit_id: string | null;
  window: LinkWindow;
  window_periods: number | null;
  limit_value: number | null;
  weight: number;
}

export interface AlignmentValues {
  target_objective_id: string | null;
  target_key_result_id: string | null;
  contribution: number | null;
}

export const createObjective = (values: ObjectiveValues) =>
  post<Changed<Objective>>('/objectives', values);

/** The cycle of an objective does not change; the rest may, with a reason once it is published. */
export const updateObjective = (objective: Objective, values: Partial<ObjectiveValues>) => {
  const { cycle_id: _, ...edit } = values;
  return patch<Changed<Objective>>(`/objectives/${objective.id}`, {
    version: objective.version,
    ...edit,
  });
};

export const publishObjective = (id: string) =>
  post<Changed<Objective>>(`/objectives/${id}/publish`);

export const archive = (
  noun: 'objectives' | 'key-results' | 'kpi-links' | 'alignments',
  id: string,
) => post(`/${noun}/${id}/archive`);

export const restore = (
  noun: 'objectives' | 'key-results' | 'kpi-links' | 'alignments',
  id: string,
) => post(`/${noun}/${id}/restore`);

export const judgeStatus = (
  goal: { noun: 'objectives' | 'key-results'; id: string; version: number },
  values: { status_override: OverrideStatus | null; reason: string },
) => patch(`/${goal.noun}/${goal.id}`, { version: goal.version, ...values });

export const createKeyResult = (objectiveId: string, values: KeyResultValues) =>
  post<Changed<KeyResult>>('/key-results', { objective_id: objectiveId, ...values });

/** The steps of a key result are things of their own; the form shows them as one. */
export async function updateKeyResult(keyResult: KeyResult, values: KeyResultValues) {
  const { milestones, kind: _, ...edit } = values;
  const changed = await patch<Changed<KeyResult>>(`/key-results/${keyResult.id}`, {
    version: keyResult.version,
    ...edit,
  });
  if (keyResult.kind === 'milestones') await saveMilestones(keyResult, milestones);
  return changed;
}

async function saveMilestones(keyResult: KeyResult, values: MilestoneValues[]): Promise<void> {
  const before = new Map(keyResult.milestones.map((step) => [step.id, step]));
  for (const step of values) {
    const old = step.id ? before.get(step.id) : undefined;
    if (!old) {
      await post(`/key-results/${keyResult.id}/milestones`, pick(step));
    } else {
      before.delete(old.id);
      if (isChanged(old, step)) {
        await patch(`/milestones/${old.id}`, { version: old.version, ...pick(step) });
      }
    }
  }
  for (const id of before.keys()) await post(`/milestones/${id}/archive`);
}

const pick = ({ title, weight, due_on }: MilestoneValues) => ({ title, weight, due_on });

const isChanged = (old: Milestone, step: MilestoneValues) =>
  old.title !== step.title || old.weight !== step.weight || old.due_on !== step.due_on;

export const setMilestoneDone = (step: Milestone, doneOn: string | null) =>
  patch<Changed<Milestone>>(`/milestones/${step.id}`, { version: step.version, done_on: doneOn });

export const saveLink = (keyResultId: string, link: KpiLink | null, values: LinkValues) => {
  if (!link) return post<Changed<KpiLink>>('/kpi-links', { key_result_id: keyResultId, ...values });
  const { kpi_id: _, role: __, ...edit } = values;
  return patch<Changed<KpiLink>>(`/kpi-links/${link.id}`, { version: link.version, ...edit });
};

export const saveAlignment = (
  objectiveId: string,
  alignment: Alignment | null,
  values: AlignmentValues,
) =>
  alignment
    ? patch<Changed<Alignment>>(`/alignments/${alignment.id}`, {
        version: alignment.version,
        contribution: values.contribution,
      })
    : post<Changed<Alignment>>('/alignments', { objective_id: objectiveId, ...values });

export interface GradeEntry {
  grade: number | null;
  /** Absent while the form has no need to ask for it. */
  reason?: string | null;
}

const asGrading = (version: number, { grade, reason }: GradeEntry) => ({
  version,
  grade,
  reason: reason?.trim() || null,
});

/** Possible until its objective is graded, which closes both. */
export const gradeKeyResult = (keyResult: KeyResult, entry: GradeEntry) =>
  post<Changed<KeyResult>>(
    `/key-results/${keyResult.id}/grade`,
    asGrading(keyResult.version, entry),
  );

export const gradeObjective = (objective: Objective, entry: GradeEntry) =>
  post<Changed<Objective>>(
    `/objectives/${objective.id}/grade`,
    asGrading(objective.version, entry),
  );

/** One grade that was given: by whom, when, and why. */
export interface Grading {
  seq: number;
  at: string;
  actor: PersonRef | null;
  actorName: string | null;
  grade: number | null;
  reason: string | null;
}

/** Times that one goal may have been graded and are still told. */
const gradingsMax = 10;

const asGiven = ({ seq, at, actor, actor_name: actorName, after, reason }: Change): Grading => {
  const { grade } = after as { grade?: unknown };
  return { seq, at, actor, actorName, grade: typeof grade === 'number' ? grade : null, reason };
};

async function gradingsOf(noun: 'objective' | 'key_result', id: string) {
  const kind = `${noun}.graded`;
  const page = await get<Page<Change>>('/changes', { entity_id: id, kind, limit: gradingsMax });
  return [id, page.items.map(asGiven)] as const;
}

/**
 * Every grade that an objective and its key results were given, the newest first, by goal. A row tells its grade only;
 * who gave it, and what stood there before, is in the change log.
 */
export const gradingsQuery = (objectiveId: string, keyResultIds: string[]) =>
  queryOptions({
    queryKey: ['get', '/changes', { graded: [objectiveId, ...keyResultIds] }] as const,
    queryFn: async (): Promise<Record<string, Grading[]>> =>
      Object.fromEntries(
        await Promise.all([
          gradingsOf('objective', objectiveId),
          ...keyResultIds.map((id) => gradingsOf('key_result', id)),
        ]),
      ),
  });

/** After a write; the stream says the same a moment later, but the one who wrote should not wait for it. */
export const refreshGoals = (client: QueryClient) =>
  invalidatePaths(client, [
    '/objectives',
    '/key-results',
    '/company',
    '/units',
    '/people',
    '/changes',
  ]);
