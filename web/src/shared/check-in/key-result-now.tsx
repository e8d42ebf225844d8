import { useTranslation } from 'react-i18next';
import type { KeyResult } from '@/shared/api/types';
import { GoalNow } from '@/shared/goals/goal-now';
import { useKeyResultWords } from '@/shared/goals/use-key-result-words';
import { useFormat } from '@/shared/lib/use-format';
import styles from './key-result-now.module.css';

interface KeyResultNowProps {
  keyResult: KeyResult;
  elapsed: number | null;
  id?: string;
}

/** The key result as it stands before the check-in. */
export function KeyResultNow({ keyResult, elapsed, id }: KeyResultNowProps) {
  const { t } = useTranslation(['checkIn', 'common']);
  const format = useFormat();
  const words = useKeyResultWords();
  const { last_check_in_at: last } = keyResult;
  return (
    <GoalNow
      goal={keyResult}
      proof={{ of: 'key_result', id: keyResult.id }}
      elapsed={elapsed}
      id={id}
      words={
        <>
          {words.current(keyResult)} {words.goal(keyResult)}
        </>
      }
    >
      <div className={styles.last}>
        {last
          ? t('last', { ago: format.ago(last), confidence: keyResult.confidence ?? '–' })
          : t('lastNever')}
      </div>
    </GoalNow>
  );
}
