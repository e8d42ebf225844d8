import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { KeyResult, ObjectiveOverview } from '@/shared/api/types';
import { KeyResultNow } from '@/shared/check-in/key-result-now';
import { useFormat } from '@/shared/lib/use-format';
import { FormDrawer } from '@/shared/ui/form/form-drawer';
import { useServerForm } from '@/shared/ui/form/use-server-form';
import { toast } from '@/shared/ui/toast';
import { refreshGoals } from '../api';
import { initialGrade, mayGradeKeyResults } from '../grading';
import { type GradeValues, saveGrades } from '../save-grades';
import styles from './grade.module.css';
import { GradeFields } from './grade-fields';
import { GradeObjective } from './grade-objective';

interface GradeDrawerProps {
  overview: ObjectiveOverview;
  /** One key result alone; null: the objective with all of them, which closes it. */
  keyResult: KeyResult | null;
  onClose: () => void;
}

/** Grades at close: what is computed beside what is given, with a reason where they part. */
export function GradeDrawer({ overview, keyResult, onClose }: GradeDrawerProps) {
  const { t } = useTranslation('objectives');
  const format = useFormat();
  const client = useQueryClient();
  const { objective, cycle } = overview;
  const keyResults = overview.key_results.filter(
    ({ id }) => mayGradeKeyResults(overview) && (!keyResult || id === keyResult.id),
  );
  const isChange = (keyResult ?? objective).grade !== null;
  const form = useServerForm<GradeValues, void>({
    save: (values) => saveGrades(overview, values, () => refreshGoals(client)),
    onSaved: async () => {
      toast({
        title: t(keyResult || isChange ? 'grade.saved' : 'grade.savedAndClosed'),
        hint: (keyResult ?? objective).title,
      });
      await refreshGoals(client);
      onClose();
    },
  });
  const initialValues: GradeValues = {
    key_results: Object.fromEntries(keyResults.map((goal) => [goal.id, initialGrade(goal)])),
    ...(keyResult ? {} : { objective: initialGrade(objective) }),
  };
  return (
    <FormDrawer<GradeValues>
      title={t(
        keyResult
          ? 'grade.keyResultTitle'
          : isChange
            ? 'grade.changeTitle'
            : 'grade.objectiveTitle',
      )}
      form={form}
      onClose={onClose}
      onReload={() => void refreshGoals(client).then(onClose)}
      saveLabel={t(keyResult || isChange ? 'grade.save' : 'grade.saveAndClose')}
      initialValues={initialValues}
    >
      <p className={styles.intro}>{t('grade.intro')}</p>
      {keyResults.map((goal, index) => (
        <section key={goal.id} className={styles.goal} aria-labelledby={`grade-${goal.id}`}>
          <KeyResultNow id={`grade-${goal.id}`} keyResult={goal} elapsed={cycle?.elapsed ?? null} />
          {goal.original_target === null ? null : (
            <p className={styles.goalpost}>
              {t('keyResults.goalpost', {
                original: format.value(goal.original_target, goal),
                progress: format.percent(goal.score.original_progress),
              })}
            </p>
          )}
          <GradeFields
            name={['key_results', goal.id]}
            goal={goal}
            proof={{ of: 'key_result', id: goal.id }}
            isFirst={index === 0}
          />
        </section>
      ))}
      {keyResult ? null : <GradeObjective overview={overview} isFirst={keyResults.length === 0} />}
    </FormDrawer>
  );
}
