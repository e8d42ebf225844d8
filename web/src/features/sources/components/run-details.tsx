import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { SectionCard } from '@/shared/ui/section-card';
import type { Failure, SourceRun } from '../api';
import { Outcome } from './outcome';
import { RejectedRows } from './rejected-rows';
import styles from './sources.module.css';

const counts = ['read', 'new', 'corrected', 'unchanged', 'rejected_count'] as const;

/** One run: what was asked, what came back, and what became of each row. */
export function RunDetails({ run }: { run: SourceRun }) {
  const { t } = useTranslation('sources');
  const format = useFormat();
  const who = run.is_scheduled ? t('bySchedule') : (run.started_by?.name ?? t('bySystem'));
  const hint = [format.instant(run.started_at), who, run.attempt > 1 ? t('attempt', run) : null];
  const span = { from: format.dayLong(run.from), to: format.dayLong(run.to) };
  const words = run.is_dry ? t('dryHint') : t(`outcomeHint.${run.outcome}`);
  return (
    <>
      <SectionCard title={<Outcome run={run} />} hint={hint.filter(Boolean).join(' · ')}>
        <p className={styles.pad} aria-live="polite">
          {words} {t('span', span)}
        </p>
        <dl className={styles.counts}>
          {counts.map((count) => (
            <div key={count} className={styles.count}>
              <dt>{t(run.is_dry ? `dryCount.${count}` : `count.${count}`)}</dt>
              <dd>{format.number(run[count])}</dd>
            </div>
          ))}
        </dl>
        {run.asked ? <Told title={t('askedFor')} text={run.asked} /> : null}
        {run.answered ? (
          <Told
            title={run.failure ? t(`failure.${run.failure as Failure}`) : t('cameBack')}
            text={run.answered}
          />
        ) : null}
      </SectionCard>
      {run.rejected.length > 0 ? (
        <RejectedRows rows={run.rejected} total={run.rejected_count} />
      ) : null}
    </>
  );
}

function Told({ title, text }: { title: string; text: string }) {
  return (
    <div className={styles.told}>
      <h3>{title}</h3>
      <pre>{text}</pre>
    </div>
  );
}
