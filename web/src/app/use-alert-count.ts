import { useQuery } from '@tanstack/react-query';
import { alertCountQuery } from '@/features/alerts/api';

/** Alerts about one's own KPIs that nobody has taken notice of; the stream keeps it current. */
export function useAlertCount(): number {
  const { data } = useQuery(alertCountQuery);
  return data?.mine ?? 0;
}
