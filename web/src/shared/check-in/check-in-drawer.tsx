import { Button, Drawer } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '@/shared/api/session';
import type { KeyResult } from '@/shared/api/types';
import styles from './check-in-drawer.module.css';
import { CheckInFields } from './check-in-fields';
import fields from './check-in-fields.module.css';
import { openDrafts } from './draft-store';
import { KeyResultNow } from './key-result-now';
import { RowOutcome } from './row-outcome';
import { useCheckInRow, useCheckInSaver } from './use-check-in';

interface CheckInDrawerProps {
  keyResult: KeyResult;
  /** Outer arc of the dial. */
  elapsed: number | null;
  onClose: () => void;
}

/** A check-in on one key result, beside the page it was opened from. Ctrl+Enter saves. */
export function CheckInDrawer({ keyResult, elapsed, onClose }: CheckInDrawerProps) {
  const { t } = useTranslation(['checkIn', 'common']);
  const { user } = useSession();
  const { draft, outcome, change } = useCheckInRow(keyResult);
  const save = useCheckInSaver();
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => openDrafts(user.id), [user.id]);
  const isSaved = outcome?.state === 'saved';
  return (
    <Drawer
      open={true}
      title={t('drawer.title')}
      size={480}
      onClose={onClose}
      destroyOnHidden={true}
      afterOpenChange={(isOpen) => {
        if (isOpen) body.current?.querySelector<HTMLElement>('input, [role=slider]')?.focus();
      }}
      footer={
        <div className={styles.foot}>
          <Button onClick={onClose}>
            {t(isSaved ? 'common:action.close' : 'common:action.cancel')}
          </Button>
          <Button
            type="primary"
            loading={outcome?.state === 'saving'}
            onClick={() => void save(keyResult)}
          >
            {t('save')}
          </Button>
        </div>
      }
    >
      <div ref={body} className={`${styles.body} ${fields.narrow}`}>
        <KeyResultNow keyResult={keyResult} elapsed={elapsed} />
        <CheckInFields
          keyResult={keyResult}
          draft={draft}
          problem={outcome?.state === 'refused' ? outcome.problem : undefined}
          onChange={change}
          onSubmit={() => void save(keyResult)}
        />
        <RowOutcome outcome={outcome} />
      </div>
    </Drawer>
  );
}
