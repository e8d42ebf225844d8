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
  const shown = { ...written, decimals: tellingDecimals(checked, written) };
  return (
    <dl className={styles.tried} aria-label={t('formula.lastPeriods')}>
      {checked.points.map((point) => (
        <div key={point.period}>
          <dt>{format.period(point.start, point.end)}</dt>
          <dd>{format.value(point.value, shown)}</dd>
        </div>
      ))}
    </dl>
  );
}

const decimalsMax = 4;

/** While a formula is tried its values must be told apart, also before anyone has said how they are written. */
function tellingDecimals(
  { points }: CheckedFormula,
  { format, decimals }: FormulaOutcomeProps['format'],
): number {
  const sizes = points.map(({ value }) => Math.abs(value ?? 0) * (format === 'percent' ? 100 : 1));
  const largest = Math.max(...sizes);
  if (largest === 0 || largest >= 10) return decimals;
  return Math.max(decimals, Math.min(decimalsMax, 1 - Math.floor(Math.log10(largest))));
}
