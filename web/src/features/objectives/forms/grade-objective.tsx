import { useTranslation } from 'react-i18next';
import type { ObjectiveOverview } from '@/shared/api/types';
import { useFormat } from '@/shared/lib/use-format';
import { Dial } from '@/shared/ui/dial';
import { NumberDoor } from '@/shared/ui/number-door';
import { StatusTag } from '@/shared/ui/status-tag';
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
  const format = useFormat();
  const { objective, cycle } = overview;
  const { score } = objective;
  const proof = { of: 'objective', id: objective.id } as const;
  return (
    <section className={styles.whole} aria-labelledby={`grade-${objective.id}`}>
      <div className={styles.now}>
        <Dial
          size={28}
          progress={score.progress}
          elapsed={cycle?.elapsed ?? null}
          status={score.status}
          isDecorative={true}
        />
        <div>
          <h3 id={`grade-${objective.id}`} className={styles.title}>
            {objective.title}
          </h3>
          <div className={styles.figures}>
            <StatusTag status={score.status} isOverride={objective.status_override !== null} />
            {score.progress === null ? null : (
              <NumberDoor proof={proof} look="strong">
                {format.percent(score.progress)}
              </NumberDoor>
            )}
            <span>{t(`grade.expects.${objective.kind}`)}</span>
          </div>
        </div>
      </div>
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
