import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { KeyResult, Objective, ObjectiveOverview } from '@/shared/api/types';
import { useFormat } from '@/shared/lib/use-format';
import { NumberDoor } from '@/shared/ui/number-door';
import { SectionCard } from '@/shared/ui/section-card';
import { type Grading, gradingsQuery } from '../api';
import { departs } from '../grading';
import { GivenBy } from './given-by';
import styles from './grade-card.module.css';

/** The grades of a closed objective for everyone who sees it: computed beside given, with who, when and why. */
export function GradeCard({ overview }: { overview: ObjectiveOverview }) {
  const { t } = useTranslation(['objectives', 'common']);
  const { objective, key_results: keyResults } = overview;
  const graded = keyResults.filter((goal) => goal.grade !== null).map(({ id }) => id);
  const hasAny = objective.grade !== null || graded.length > 0;
  const gradings = useQuery({ ...gradingsQuery(objective.id, graded), enabled: hasAny });
  if (!hasAny) return null;
  return (
    <SectionCard title={t('grade.card')}>
      <table className={styles.grades}>
        <thead>
          <tr>
            <th scope="col">{t('grade.goal')}</th>
            <th scope="col">{t('grade.computed')}</th>
            <th scope="col">{t('grade.given')}</th>
          </tr>
        </thead>
        <tbody>
          <GradeRow goal={objective} of="objective" gradings={gradings.data?.[objective.id]} />
          {keyResults.map((goal) => (
            <GradeRow
              key={goal.id}
              goal={goal}
              of="key_result"
              gradings={gradings.data?.[goal.id]}
            />
          ))}
        </tbody>
      </table>
      {gradings.isError ? (
        <p className={styles.failed} role="alert">
          {t('grade.logFailed')}
          <Button type="link" size="small" onClick={() => void gradings.refetch()}>
            {t('common:action.retry')}
          </Button>
        </p>
      ) : null}
    </SectionCard>
  );
}

interface GradeRowProps {
  goal: Objective | KeyResult;
  of: 'objective' | 'key_result';
  gradings: Grading[] | undefined;
}

function GradeRow({ goal, of, gradings }: GradeRowProps) {
  const { t } = useTranslation('objectives');
  const format = useFormat();
  const { grade, suggested_grade: computed } = goal;
  return (
    <tr data-of={of}>
      <th scope="row">
        <span className={styles.goal}>{goal.title}</span>
        {grade === null ? (
          <span className={styles.by}>{t(goal.is_excluded ? 'grade.excluded' : 'grade.none')}</span>
        ) : (
          <GivenBy reason={goal.grade_reason} gradings={gradings} />
        )}
      </th>
      <td data-label={t('grade.computed')}>
        {computed === null ? (
          format.number(computed)
        ) : (
          <NumberDoor proof={{ of, id: goal.id }}>{format.number(computed, 2)}</NumberDoor>
        )}
      </td>
      <td
        data-label={t('grade.given')}
        data-own={(departs(goal, grade) && goal.grade_reason !== null) || undefined}
      >
        <b>{format.number(grade, 2)}</b>
      </td>
    </tr>
  );
}
