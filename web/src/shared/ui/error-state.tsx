import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/shared/api/problem';
import { problemText } from '@/shared/api/problem-text';
import { EmptyState } from './empty-state';
import styles from './states.module.css';

interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
  /** It stands in place of the whole page. */
  isPage?: boolean;
}

/** Why a page or a part of it could not be shown, in words, with the way out. */
export function ErrorState({ error, onRetry, isPage }: ErrorStateProps) {
  const { t } = useTranslation('common');
  const problem = asProblem(error);
  const { title, hint } = problemText(t, problem);
  return (
    <div role="alert">
      <EmptyState
        isPage={isPage ?? false}
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
