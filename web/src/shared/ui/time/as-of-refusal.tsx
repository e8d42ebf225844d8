import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/shared/api/problem';
import { problemText, said } from '@/shared/api/problem-text';
import styles from './as-of-control.module.css';

interface AsOfRefusalProps {
  id: string;
  error: unknown;
  onNow: () => void;
}

/** The server's words, what is shown instead, and the way out. */
export function AsOfRefusal({ id, error, onNow }: AsOfRefusalProps) {
  const { t } = useTranslation('common');
  const problem = asProblem(error);
  const [first] = problem.errors;
  const { title, hint } = problemText(t, problem);
  return (
    <div id={id} className={styles.refusal} role="alert">
      <span>{first ? said(first.code, first.message) : (hint ?? title)}</span>
      <span>{t('asOf.shownInstead')}</span>
      <Button size="small" onClick={onNow}>
        {t('asOf.back')}
      </Button>
    </div>
  );
}
