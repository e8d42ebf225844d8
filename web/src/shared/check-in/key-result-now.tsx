import { useTranslation } from 'react-i18next';
import type { KeyResult } from '@/shared/api/types';
import { useKeyResultWords } from '@/shared/goals/use-key-result-words';
import { useFormat } from '@/shared/lib/use-format';
import { Dial } from '@/shared/ui/dial';
import { NumberDoor } from '@/shared/ui/number-door';
import { StatusTag } from '@/shared/ui/status-tag';
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
  const { score, last_check_in_at: last } = keyResult;
  const proof = { of: 'key_result', id: keyResult.id } as const;
  return (
    <div className={styles.now}>
      <Dial
        size={28}
        progress={score.progress}
        elapsed={elapsed}
        status={score.status}
        isDecorative={true}
      />
      <div className={styles.words}>
        <h3 {...(id ? { id } : {})} className={styles.title}>
          {keyResult.title}
        </h3>
        <div className={styles.figures}>
          <StatusTag status={score.status} isOverride={keyResult.status_override !== null} />
          {score.progress === null ? null : (
            <NumberDoor proof={proof} look="strong">
              {format.percent(score.progress)}
            </NumberDoor>
          )}
          <span>
            {words.current(keyResult)} {words.goal(keyResult)}
          </span>
        </div>
        <div className={styles.last}>
          {last
            ? t('last', { ago: format.ago(last), confidence: keyResult.confidence ?? '–' })
            : t('lastNever')}
        </div>
      </div>
    </div>
  );
}
