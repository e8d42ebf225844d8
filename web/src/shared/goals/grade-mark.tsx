import { useTranslation } from 'react-i18next';
import type { KeyResult } from '@/shared/api/types';
import { useFormat } from '@/shared/lib/use-format';
import styles from './grade-mark.module.css';

interface GradeMarkProps {
  goal: Pick<KeyResult, 'grade' | 'grade_reason' | 'suggested_grade'>;
}

/**
 * The grade at close. One that is not the computed one carries the computed one with it wherever it is shown. No grade
 * departs without a reason: where there is none, what is computed has moved since, with data that came late.
 */
export function GradeMark({ goal }: GradeMarkProps) {
  const { grade, grade_reason: reason, suggested_grade: computed } = goal;
  const { t } = useTranslation('common');
  const format = useFormat();
  if (grade === null) return null;
  return (
    <span className={styles.mark}>
      <b className={styles.given}>{t('grade.given', { value: format.number(grade, 2) })}</b>
      {grade === computed ? null : (
        <span className={styles.computed}>
          {computed === null
            ? t('grade.nothingComputed')
            : t(reason ? 'grade.computed' : 'grade.computedNow', {
                value: format.number(computed, 2),
              })}
        </span>
      )}
    </span>
  );
}
