import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import type { Grading } from '../api';
import styles from './grade-card.module.css';

interface GivenByProps {
  reason: string | null;
  /** From the change log, the newest first; undefined until it is there. */
  gradings: Grading[] | undefined;
}

/** Who gave a grade, when and why; and the grades that stood there before. */
export function GivenBy({ reason, gradings = [] }: GivenByProps) {
  const { t } = useTranslation(['objectives', 'common']);
  const format = useFormat();
  const [last, ...before] = gradings;
  const nameOf = ({ actor, actorName }: Grading) =>
    actor?.name ?? actorName ?? t('common:activity.system');
  return (
    <>
      {last ? (
        <span className={styles.by}>
          {nameOf(last)} ·{' '}
          <time dateTime={last.at} title={format.instant(last.at)}>
            {format.instantDay(last.at)}
          </time>
        </span>
      ) : null}
      {reason ? <span className={styles.reason}>{reason}</span> : null}
      {before.map((grading) => (
        <span key={grading.seq} className={styles.by}>
          {t('grade.before', {
            value: format.number(grading.grade, 2),
            name: nameOf(grading),
            day: format.instantDay(grading.at),
          })}
        </span>
      ))}
    </>
  );
}
