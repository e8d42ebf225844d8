import { useTranslation } from 'react-i18next';
import type { ObjectiveOverview } from '@/shared/api/types';
import { useFormat } from '@/shared/lib/use-format';
import { EmptyState } from '@/shared/ui/empty-state';
import { Avatar } from '@/shared/ui/person-chip';
import { StatusTag } from '@/shared/ui/status-tag';
import styles from './objectives.module.css';

/** What was reported on the key results, newest first. */
export function CheckInHistory({ overview }: { overview: ObjectiveOverview }) {
  const { t } = useTranslation('objectives');
  const format = useFormat();
  const { check_ins: checkIns, key_results: keyResults } = overview;
  if (checkIns.length === 0) {
    return <EmptyState isSmall={true} title={t('checkIns.none')} hint={t('checkIns.noneHint')} />;
  }
  return (
    <ol className={styles.checkIns}>
      {checkIns.map((checkIn) => {
        const keyResult = keyResults.find((other) => other.id === checkIn.key_result_id);
        const author = checkIn.author?.name ?? t('checkIns.nobody');
        return (
          <li key={checkIn.id}>
            <Avatar name={author} size={24} />
            <div>
              <b>{author}</b> <span className={styles.sub}>{checkIn.key_result_title}</span>
              <div className={styles.sub}>
                {[
                  checkIn.value !== null && keyResult
                    ? format.value(checkIn.value, keyResult)
                    : null,
                  checkIn.confidence === null
                    ? null
                    : t('checkIns.confidence', { value: checkIn.confidence }),
                  format.instant(checkIn.created_at),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
              {checkIn.status ? <StatusTag status={checkIn.status} isOverride={true} /> : null}
              {checkIn.note ? <p className={styles.quote}>{checkIn.note}</p> : null}
              {checkIn.blocker ? (
                <p className={styles.quote}>
                  <b>{t('checkIns.blocker')}</b> {checkIn.blocker}
                </p>
              ) : null}
              {checkIn.next_step ? (
                <p className={styles.quote}>
                  <b>{t('checkIns.next')}</b> {checkIn.next_step}
                </p>
              ) : null}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
