import { useTranslation } from 'react-i18next';
import { problemText } from '@/shared/api/problem-text';
import { MovedList } from '@/shared/goals/moved-list';
import type { Outcome } from './draft-store';
import styles from './row-outcome.module.css';

const fields = ['value', 'confidence', 'note', 'blocker', 'next_step', 'status'];

/** What became of a check-in: saved with what moved, or refused with the reason. */
export function RowOutcome({ outcome }: { outcome: Outcome | undefined }) {
  const { t } = useTranslation('checkIn');
  const { t: common } = useTranslation('common');
  if (!outcome) return null;
  if (outcome.state === 'saving') {
    return (
      <p className={styles.quiet} role="status">
        {t('saving')}
      </p>
    );
  }
  if (outcome.state === 'saved') {
    return (
      <div className={styles.saved} role="status">
        <b>{t(outcome.moved.length > 0 ? 'savedMoved' : 'saved')}</b>
        {outcome.moved.length > 0 ? <MovedList moved={outcome.moved} /> : null}
      </div>
    );
  }
  const { problem } = outcome;
  // What belongs to a field stands under it.
  const other = problem.errors.filter((error) => !fields.includes(error.field));
  const { title, hint } = problemText(common, problem);
  return (
    <div className={styles.refused} role="alert">
      <b>{t('refused')}</b>
      {problem.errors.length === 0 ? <span>{[title, hint].filter(Boolean).join('. ')}</span> : null}
      {other.map((error) => (
        <span key={error.field}>{error.message}</span>
      ))}
      {problem.trace_id && problem.errors.length === 0 ? (
        <code>{common('problem.trace', { id: problem.trace_id })}</code>
      ) : null}
    </div>
  );
}
