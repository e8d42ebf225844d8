import { useTranslation } from 'react-i18next';
import { problemText } from '@/shared/api/problem-text';
import type { DueGrid } from '../use-due-grid';
import styles from './due-values.module.css';

/** What the last step came to, or how much is not saved yet. */
export function OutcomeLine({ grid: { outcome, typed } }: { grid: DueGrid }) {
  const { t } = useTranslation('due-values');
  const { t: common } = useTranslation('common');
  const words = () => {
    switch (outcome?.kind) {
      case 'saved':
        return t('saved', { count: outcome.inserted });
      case 'wrong':
        return t('wrongRows', { count: outcome.count });
      case 'pasted':
        return t('pasteLeft', { count: outcome.left });
      case 'failed':
        return Object.values(problemText(common, outcome.problem)).filter(Boolean).join(' ');
      default:
        return typed.length > 0 ? t('changed', { count: typed.length }) : '';
    }
  };
  const isBad = outcome !== null && outcome.kind !== 'saved';
  return (
    <span role={isBad ? 'alert' : 'status'} className={isBad ? styles.bad : undefined}>
      {words()}
    </span>
  );
}
