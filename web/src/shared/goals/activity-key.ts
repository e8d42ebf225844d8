/** The sentence for a change. Kinds without one of their own are told by what was done. */
const own = [
  'key_result_checked_in',
  'key_result_goalpost_moved',
  'key_result_status_judged',
  'key_result_created',
  'objective_published',
  'objective_status_judged',
  'milestone_done',
  'milestone_reopened',
] as const;
const byVerb = ['created', 'updated', 'archived', 'restored', 'graded', 'closed'] as const;

export type ActivityKey = (typeof own)[number] | (typeof byVerb)[number] | 'changed';

export function activityKey(kind: string): ActivityKey {
  const flat = kind.replaceAll('.', '_');
  const exact = own.find((key) => key === flat);
  if (exact) return exact;
  const verb = kind.split('.').at(-1);
  return byVerb.find((key) => key === verb) ?? 'changed';
}
