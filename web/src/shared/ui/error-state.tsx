import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/shared/api/problem';
import { problemText } from '@/shared/api/problem-text';
import { EmptyState } from './empty-state';
import styles from './states.module.css';

/** Why a page or a part of it could not be shown, in words, with the way out. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('common');
  const problem = asProblem(error);
  const { title, hint } = problemText(t, problem);
  return (
    <div role="alert">
      <EmptyState
        title={title}
        hint={hint}
        action={
          <>
            {problem.trace_id ? (
              <span className={styles.trace}>{t('problem.trace', { id: problem.trace_id })}</span>
            ) : null}
            {onRetry && problem.status !== 403 && problem.status !== 404 ? (
              <Button onClick={onRetry}>{t('action.retry')}</Button>
            ) : null}
          </>
        }
      />
    </div>
  );
}
