import { useTranslation } from 'react-i18next';
import type { CheckIn } from '@/shared/api/types';
import styles from './check-ins.module.css';

/** What was said last time, so that this time can answer it. */
export function LastNote({ checkIn }: { checkIn: CheckIn | null }) {
  const { t } = useTranslation('check-ins');
  if (!checkIn || !(checkIn.note || checkIn.blocker || checkIn.next_step)) return null;
  const whole = [checkIn.note, checkIn.blocker, checkIn.next_step].filter(Boolean).join('\n');
  return (
    <blockquote className={styles.quote} title={whole}>
      {checkIn.note ? <p>{checkIn.note}</p> : null}
      {checkIn.blocker ? (
        <p>
          <b>{t('blocker')}</b> {checkIn.blocker}
        </p>
      ) : null}
      {checkIn.next_step ? (
        <p>
          <b>{t('nextStep')}</b> {checkIn.next_step}
        </p>
      ) : null}
    </blockquote>
  );
}
