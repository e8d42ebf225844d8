/** The kinds of change that the log knows, by the noun they happen to. A kind that is newer is shown by its code. */
export const verbsByEntity = {
  organization: ['created', 'updated'],
  org_unit: ['created', 'updated', 'archived', 'restored'],
  person: ['created', 'updated', 'archived', 'restored'],
  membership: ['started', 'updated', 'ended', 'corrected'],
  manager_line: ['started', 'updated', 'ended', 'corrected'],
  user: [
    'created',
    'updated',
    'enabled',
    'disabled',
    'preferences_changed',
    'password_changed',
    'password_set',
  ],
  user_link: ['created', 'used'],
  session: ['signed_in', 'signed_out', 'revoked'],
  api_token: ['created', 'revoked'],
  cycle: ['created', 'updated', 'moved_on', 'archived', 'restored'],
  strategic_pillar: ['created', 'updated', 'archived', 'restored'],
  objective: [
    'created',
    'updated',
    'published',
    'graded',
    'status_judged',
    'exclusion_changed',
    'archived',
    'restored',
  ],
  key_result: [
    'created',
    'updated',
    'goalpost_moved',
    'graded',
    'status_judged',
    'exclusion_changed',
    'archived',
    'restored',
  ],
  milestone: ['created', 'updated', 'done', 'reopened', 'archived', 'restored'],
  alignment: ['created', 'updated', 'archived', 'restored'],
  kpi_perspective: ['created', 'updated', 'archived', 'restored'],
  kpi: ['created', 'updated', 'redefined', 'rescored', 'archived', 'restored'],
  kpi_driver: ['created', 'updated', 'archived'],
  kpi_link: ['created', 'updated', 'archived', 'restored'],
  kpi_target: ['created', 'updated', 'moved', 'superseded', 'archived', 'restored'],
  data_source: ['created', 'updated', 'archived', 'restored'],
  measurement: ['recorded', 'corrected'],
  measurement_batch: ['imported'],
  file_mapping: ['created', 'updated'],
  check_in: ['checked_in'],
} as const;

export type Entity = keyof typeof verbsByEntity;
export type Verb = (typeof verbsByEntity)[Entity][number];

export const entities = Object.keys(verbsByEntity) as Entity[];

export function isEntity(text: string): text is Entity {
  return text in verbsByEntity;
}

/** The words of the log differ from the noun here and there: an import is told of measurements. */
const prefixes: Partial<Record<Entity, string>> = {
  measurement_batch: 'measurements',
  check_in: 'key_result',
};

/** Nouns to which only one thing ever happens: the noun says it. */
const selfEvident = new Set<string>(['measurement_batch', 'check_in']);

export const isSelfEvident = (entity: string): boolean => selfEvident.has(entity);

export function kindOf(entity: Entity, verb: Verb): string {
  return `${prefixes[entity] ?? entity}.${verb}`;
}

const verbs = new Set<string>(Object.values(verbsByEntity).flat());

/** The verb of a kind, when it has a word here. */
export function verbOf(kind: string): Verb | null {
  const verb = kind.split('.').at(-1) ?? '';
  return verbs.has(verb) ? (verb as Verb) : null;
}
