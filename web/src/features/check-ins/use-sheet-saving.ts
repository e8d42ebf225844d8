import { useCallback, useEffect, useMemo, useState } from 'react';
import { initialDraft, isChanged } from '@/shared/check-in/draft';
import { useDraftStore } from '@/shared/check-in/draft-store';
import { useCheckInSaver } from '@/shared/check-in/use-check-in';
import type { SheetRow } from './api';

/** One row, or all that changed; Ctrl+S saves them from anywhere on the page. */
export function useSheetSaving(rows: SheetRow[]) {
  const save = useCheckInSaver();
  const drafts = useDraftStore((state) => state.drafts);
  const [isSaving, setSaving] = useState(false);
  const changed = useMemo(
    () =>
      rows.filter(({ key_result: keyResult }) => {
        const draft = drafts[keyResult.id];
        return draft !== undefined && isChanged(draft, initialDraft(keyResult));
      }),
    [rows, drafts],
  );
  const saveAll = useCallback(async () => {
    setSaving(true);
    // One after the other: each answer says what moved by it alone.
    for (const row of changed) await save(row.key_result);
    setSaving(false);
  }, [changed, save]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
      event.preventDefault();
      if (!isSaving) void saveAll();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isSaving, saveAll]);

  const saveOne = useCallback((row: SheetRow) => save(row.key_result), [save]);
  return { changed, isSaving, saveAll, saveOne };
}
