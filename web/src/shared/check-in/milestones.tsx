import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import type { KeyResult, Milestone } from '@/shared/api/types';
import { serverNow, useClockStore } from '@/shared/lib/clock';
import { dayIn } from '@/shared/lib/days';
import { useFormat } from '@/shared/lib/use-format';
import styles from './check-in-fields.module.css';
import { useMilestoneToggle } from './use-check-in';

/** The steps of a key result; a tick is kept at once. */
export function Milestones({ keyResult }: { keyResult: KeyResult }) {
  const { t } = useTranslation('checkIn');
  const format = useFormat();
  const timeZone = useClockStore((state) => state.timeZone);
  const toggle = useMilestoneToggle(keyResult);
  const today = dayIn(timeZone, serverNow());
  const due = (step: Milestone) => {
    if (step.done_on) return t('milestone.done', { day: format.day(step.done_on) });
    return step.due_on ? t('milestone.due', { day: format.day(step.due_on) }) : '';
  };
  return (
    <ul className={styles.steps} aria-label={t('milestone.label')}>
      {keyResult.milestones.map((step) => (
        <li key={step.id}>
          <Checkbox
            checked={step.done_on !== null}
            onChange={(event) => void toggle(step, event.target.checked)}
          >
            {step.title}
          </Checkbox>
          <span
            className={styles.due}
            data-late={(!step.done_on && step.due_on !== null && step.due_on <= today) || undefined}
          >
            {due(step)}
          </span>
        </li>
      ))}
    </ul>
  );
}
