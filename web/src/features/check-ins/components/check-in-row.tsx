import { Button } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckInFields } from '@/shared/check-in/check-in-fields';
import { isChanged } from '@/shared/check-in/draft';
import { KeyResultNow } from '@/shared/check-in/key-result-now';
import { RowOutcome } from '@/shared/check-in/row-outcome';
import { useCheckInRow } from '@/shared/check-in/use-check-in';
import { Icon } from '@/shared/ui/icon';
import type { SheetRow } from '../api';
import styles from './check-ins.module.css';
import { LastNote } from './last-note';

interface CheckInRowProps {
  row: SheetRow;
  overdue: number | undefined;
  elapsed: number | null;
  onSave: (row: SheetRow) => Promise<boolean>;
  /** Moves the focus to the row below. */
  onNext: (id: string) => void;
}

export function CheckInRow({ row, overdue, elapsed, onSave, onNext }: CheckInRowProps) {
  const { t } = useTranslation('check-ins');
  const { key_result: keyResult } = row;
  const { draft, initial, outcome, change } = useCheckInRow(keyResult);
  const hasChanged = isChanged(draft, initial);
  const id = useId();
  // The focus does not wait for the server: what it refuses is announced and stays in its row.
  const saveAndGo = () => {
    void onSave(row);
    onNext(keyResult.id);
  };
  return (
    <section
      className={styles.row}
      data-row={keyResult.id}
      data-changed={hasChanged || undefined}
      aria-labelledby={id}
    >
      <div className={styles.what}>
        <KeyResultNow keyResult={keyResult} elapsed={elapsed} id={id} />
        <div className={styles.facts}>
          {row.is_due ? (
            <span className={styles.due}>
              <Icon name="clock" size={13} />
              {overdue ? t('overdue', { count: overdue }) : t('dueToday')}
            </span>
          ) : null}
          <LastNote checkIn={row.last_check_in} />
        </div>
      </div>
      <div className={styles.form}>
        <CheckInFields
          keyResult={keyResult}
          draft={draft}
          problem={outcome?.state === 'refused' ? outcome.problem : undefined}
          onChange={change}
          onSubmit={saveAndGo}
          actions={
            <Button
              size="small"
              type={hasChanged ? 'primary' : 'default'}
              loading={outcome?.state === 'saving'}
              aria-label={t('saveRow', { title: keyResult.title })}
              onClick={() => void onSave(row)}
            >
              {t('save')}
            </Button>
          }
        />
        <RowOutcome outcome={outcome} />
      </div>
    </section>
  );
}
