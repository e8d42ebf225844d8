import { useMemo } from 'react';
import { serverNow, useClockStore } from './clock';
import { dayIn } from './days';

/** The day in the organisation, by the server's clock. */
export function today(): string {
  return dayIn(useClockStore.getState().timeZone, serverNow());
}

export function useToday(): string {
  const timeZone = useClockStore((state) => state.timeZone);
  // The offset moves when a demo is advanced.
  const offset = useClockStore((state) => state.offset);
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  return useMemo(() => dayIn(timeZone, serverNow()), [timeZone, offset]);
}
