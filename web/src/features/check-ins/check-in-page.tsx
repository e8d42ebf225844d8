import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/api/session';
import { openDrafts } from '@/shared/check-in/draft-store';
import { checkInPath } from '@/shared/lib/paths';
import { useFormat } from '@/shared/lib/use-format';
import { usePage } from '@/shared/lib/use-page';
import { CyclePicker } from '@/shared/pickers/cycle-picker';
import { AppLink } from '@/shared/ui/app-link';
import { PageHeader } from '@/shared/ui/page-header';
import { CheckInGroup } from './components/check-in-group';
import styles from './components/check-ins.module.css';
import { KeyResultDrawer } from './components/key-result-drawer';
import { NothingToReport } from './components/nothing-to-report';
import { SaveBar } from './components/save-bar';
import { SheetLead } from './components/sheet-lead';
import { focusRow, rowAfter } from './row-focus';
import type { CheckInSearch } from './search';
import { useSheet } from './use-sheet';
import { useSheetSaving } from './use-sheet-saving';

interface CheckInPageProps {
  search: CheckInSearch;
  onSearch: (change: Partial<CheckInSearch>) => void;
}

/** All key results one reports on, on one page; made for the keyboard. */
export function CheckInPage({ search, onSearch }: CheckInPageProps) {
  const { t } = useTranslation('check-ins');
  const format = useFormat();
  const { user } = useSession();
  const { sheet, rows, groups, overview, overdue, elapsed } = useSheet(search);
  const page = useRef<HTMLDivElement>(null);
  useEffect(() => openDrafts(user.id), [user.id]);
  const cycle = search.objective ? (overview?.cycle ?? null) : sheet.cycle;
  usePage(
    t('title'),
    useMemo(
      () => [
        { label: t('title'), href: checkInPath() },
        ...(sheet.cycle && !search.objective
          ? [{ label: <CyclePicker cycle={sheet.cycle} /> }]
          : []),
      ],
      [search.objective, sheet.cycle, t],
    ),
  );
  const ordered = useMemo(() => groups.flatMap((group) => group.rows), [groups]);
  const saving = useSheetSaving(ordered);
  const onSaved = useCallback(
    (id: string) => {
      const next = rowAfter(ordered, id);
      if (next) focusRow(page.current, next);
      else page.current?.querySelector<HTMLElement>('[data-all-saved]')?.focus();
    },
    [ordered],
  );
  return (
    <div ref={page} className={styles.page}>
      <PageHeader
        title={t('title')}
        meta={
          search.objective && overview ? (
            <>
              <span>{overview.objective.title}</span>
              <AppLink href={checkInPath()}>{t('showAll')}</AppLink>
            </>
          ) : null
        }
      />
      <SheetLead rows={rows} overdue={overdue} />
      {rows.length > 0 ? <p className={styles.keys}>{t('keys')}</p> : null}
      {groups.map((group) => (
        <CheckInGroup
          key={group.objectiveId}
          group={group}
          overdue={overdue}
          elapsed={elapsed}
          onSave={saving.saveOne}
          onNext={onSaved}
        />
      ))}
      {rows.length === 0 ? (
        <NothingToReport
          isOfObjective={search.objective !== undefined}
          cycle={cycle ? format.cycle(cycle) : null}
        />
      ) : (
        <SaveBar count={saving.changed.length} isSaving={saving.isSaving} onSave={saving.saveAll} />
      )}
      {search.key_result ? (
        <KeyResultDrawer
          id={search.key_result}
          elapsed={elapsed}
          onClose={() => onSearch({ key_result: undefined })}
        />
      ) : null}
    </div>
  );
}
