import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { dynamicText } from '@/shared/lib/dynamic-text';
import type { ValueFormat } from '@/shared/lib/format';
import { useFormat } from '@/shared/lib/use-format';
import type { CheckedFormula, FormulaProblem } from './api';
import styles from './formula.module.css';

interface FormulaOutcomeProps {
  checked: CheckedFormula;
  format: { format: ValueFormat; unit: string; decimals: number };
  onReplace: (problem: FormulaProblem, replacement: string) => void;
}

/** What is wrong with a formula, each with its way out; or what it gives for the last six periods. */
export function FormulaOutcome({ checked, format: written, onReplace }: FormulaOutcomeProps) {
  const { t, i18n } = useTranslation('kpis');
  const format = useFormat();
  if (checked.problems.length > 0) {
    return (
      <ul className={styles.problems} aria-live="polite">
        {checked.problems.map((problem) => {
          const words = dynamicText(i18n, `kpis:formula.problem.${problem.code}`, {});
          const { line, column, replacement } = problem;
          return (
            <li key={`${problem.code} ${problem.start}`}>
              <span className={styles.place}>{t('formula.place', { line, column })}</span>
              <span>{words ?? `${problem.message}; ${problem.advice}`}</span>
              {replacement ? (
                <Button size="small" onClick={() => onReplace(problem, replacement)}>
                  {t('formula.replace', { name: replacement })}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
    );
  }
  if (checked.points.every((point) => point.value === null)) {
    return <p className={styles.hint}>{t('formula.nothingYet')}</p>;
  }
  return (
    <dl className={styles.tried} aria-label={t('formula.lastPeriods')}>
      {checked.points.map((point) => (
        <div key={point.period}>
          <dt>{point.period}</dt>
          <dd>{format.value(point.value, written)}</dd>
        </div>
      ))}
    </dl>
  );
}
