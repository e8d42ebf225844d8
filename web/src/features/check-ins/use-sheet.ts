import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { isMeasured } from '@/shared/check-in/draft';
import { type CheckInSheet, objectiveQuery, type SheetRow, sheetQuery } from './api';
import type { CheckInSearch } from './search';
import { firstOrder, grouped, overdueOf } from './sheet-rows';

/** The rows that the address asks for, in an order that stays while one is writing. */
export function useSheet({ cycle, objective }: CheckInSearch) {
  const { data: sheet } = useSuspenseQuery(sheetQuery(cycle));
  const { data: overview } = useQuery({
    ...objectiveQuery(objective ?? ''),
    enabled: objective !== undefined,
  });
  const rows = useMemo((): SheetRow[] => {
    if (!objective) return sheet.rows;
    const own = new Map(sheet.rows.map((row) => [row.key_result.id, row]));
    const found = overview?.key_results.filter((keyResult) => keyResult.may_check_in) ?? [];
    return found.map(
      (keyResult) =>
        own.get(keyResult.id) ?? {
          key_result: keyResult,
          objective_title: overview?.objective.title ?? '',
          is_measured: isMeasured(keyResult),
          last_check_in: null,
          is_due: false,
        },
    );
  }, [objective, overview, sheet.rows]);
  const order = useFirstOrder({ rows, due: sheet.due }, `${cycle ?? ''} ${objective ?? ''}`);
  return {
    sheet,
    rows,
    overview,
    groups: useMemo(() => grouped(rows, order), [rows, order]),
    overdue: useMemo(() => overdueOf(sheet.due), [sheet.due]),
    elapsed: (objective ? overview?.cycle?.elapsed : sheet.cycle?.elapsed) ?? null,
  };
}

/** The order of the first answer; a row that is saved stays under the hands of the one who saved it. */
function useFirstOrder(sheet: Pick<CheckInSheet, 'rows' | 'due'>, of: string): string[] {
  const kept = useRef<{ of: string; order: string[] } | null>(null);
  if (kept.current?.of !== of || (kept.current.order.length === 0 && sheet.rows.length > 0)) {
    kept.current = { of, order: firstOrder(sheet) };
  }
  return kept.current.order;
}
