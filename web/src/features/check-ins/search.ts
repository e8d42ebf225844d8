/** What the address of the sheet says. */
import { text } from '@/shared/lib/search';

export interface CheckInSearch {
  cycle?: string | undefined;
  /** Only the key results of this objective. */
  objective?: string | undefined;
  /** The one key result that is open in a drawer. */
  key_result?: string | undefined;
}

export function parseCheckInSearch(search: Record<string, unknown>): CheckInSearch {
  return {
    cycle: text(search, 'cycle'),
    objective: text(search, 'objective'),
    key_result: text(search, 'key_result'),
  };
}
