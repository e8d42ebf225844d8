import { useTranslation } from 'react-i18next';
import type { ObjectiveOverview } from '@/shared/api/types';
import { GoalNow } from '@/shared/goals/goal-now';
import styles from './grade.module.css';
import { GradeFields } from './grade-fields';

/** The objective in the form of grades, under its key results: its grade closes it. */
export function GradeObjective({
  overview,
  isFirst,
}: {
  overview: ObjectiveOverview;
  isFirst: boolean;
}) {
  const { t } = useTranslation(['objectives', 'common']);
  const { objective, cycle } = overview;
  const proof = { of: 'objective', id: objective.id } as const;
  return (
    <section className={styles.whole} aria-labelledby={`grade-${objective.id}`}>
      <GoalNow
        goal={objective}
        proof={proof}
        elapsed={cycle?.elapsed ?? null}
        id={`grade-${objective.id}`}
        words={t(`grade.expects.${objective.kind}`)}
      />
      <GradeFields
        name={['objective']}
        goal={objective}
        proof={proof}
        isFirst={isFirst}
        isNeeded={true}
      />
      {objective.state === 'published' ? (
        <p className={styles.closes}>{t('grade.closes')}</p>
      ) : null}
    </section>
  );
}
