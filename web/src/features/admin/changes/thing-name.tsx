import { useQuery } from '@tanstack/react-query';
import { endpoint } from '@/shared/api/query';
import styles from './changes.module.css';

/** What the log's bare identities point at: the path to ask, the prefix that the API gives them. */
const nouns = {
  person: { path: '/people', prefix: 'per' },
  unit: { path: '/units', prefix: 'unit' },
  cycle: { path: '/cycles', prefix: 'cyc' },
  pillar: { path: '/strategic-pillars', prefix: 'pil' },
  objective: { path: '/objectives', prefix: 'obj' },
  keyResult: { path: '/key-results', prefix: 'kr' },
  kpi: { path: '/kpis', prefix: 'kpi' },
  user: { path: '/users', prefix: 'usr' },
} as const;

export type ThingNoun = keyof typeof nouns;

const nounByField: Record<string, ThingNoun> = {
  person_id: 'person',
  lead_person_id: 'person',
  owner_person_id: 'person',
  steward_person_id: 'person',
  manager_person_id: 'person',
  author_person_id: 'person',
  org_unit_id: 'unit',
  owner_unit_id: 'unit',
  cycle_id: 'cycle',
  strategic_pillar_id: 'pillar',
  objective_id: 'objective',
  target_objective_id: 'objective',
  key_result_id: 'keyResult',
  target_key_result_id: 'keyResult',
  kpi_id: 'kpi',
  counter_kpi_id: 'kpi',
  user_id: 'user',
  author_user_id: 'user',
  recorded_by: 'user',
  created_by: 'user',
};

/** The noun that a field refers to; `parent_id` is of the changed thing's own. */
export function nounOf(entity: string, field: string): ThingNoun | null {
  if (field === 'parent_id') {
    return entity === 'org_unit' ? 'unit' : entity === 'cycle' ? 'cycle' : null;
  }
  return nounByField[field] ?? null;
}

interface ThingNameProps {
  noun: ThingNoun;
  /** As the log keeps it: without a prefix, with dashes. */
  id: string;
}

/** The name behind an identity; the identity itself until it is known, and when there is none any more. */
export function ThingName({ noun, id }: ThingNameProps) {
  const { path, prefix } = nouns[noun];
  const shownId = `${prefix}_${id.replaceAll('-', '')}`;
  const { data } = useQuery({
    ...endpoint<{ name?: string; title?: string; email?: string }>(`${path}/${shownId}`),
    staleTime: 5 * 60_000,
    retry: false,
  });
  // People and users have a title and an address beside the name.
  const name = data?.name ?? data?.title ?? data?.email;
  return name ?? <code className={styles.code}>{shownId}</code>;
}
