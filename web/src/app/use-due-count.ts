import { useQuery } from '@tanstack/react-query';
import { personQuery } from '@/features/people/api';
import type { Session } from '@/shared/api/types';

/** What waits for whoever is signed in, as their own page last said; nothing is asked for the badge alone. */
export function useDueCount(session: Session): number {
  const { data } = useQuery({
    ...personQuery(session.person?.id ?? '', undefined),
    enabled: false,
  });
  return data?.due.length ?? 0;
}
