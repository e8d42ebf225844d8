import { useQuery } from '@tanstack/react-query';
import { Popover } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { cyclesQuery } from '@/shared/api/refs';
import { useAsOf } from '@/shared/lib/as-of';
import { useFormat } from '@/shared/lib/use-format';
import { AsOf } from '@/shared/ui/as-of';
import { RowsSkeleton } from '@/shared/ui/skeletons';
import styles from './time-control.module.css';
import { useGoToDay } from './use-go-to-day';

/** The calendar comes when somebody asks for another day. */
const AsOfControl = lazy(() =>
  import('@/shared/ui/time/as-of-control').then((module) => ({ default: module.AsOfControl })),
);

/** The moment that the pages are of: shown in the header, and opened to go through the days. */
export function TimeControl() {
  const { t } = useTranslation('common');
  const format = useFormat();
  const day = useAsOf();
  const goTo = useGoToDay();
  const { data: cycles } = useQuery(cyclesQuery);
  const marks = useMemo(
    () => [...new Set(cycles?.map((cycle) => cycle.starts_on))].sort(),
    [cycles],
  );
  const from = marks[0];
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className={styles.panel}>
          <Suspense fallback={<RowsSkeleton count={2} />}>
            <AsOfControl
              value={day}
              from={from}
              min={undefined}
              marks={marks}
              refusal={null}
              onNow={() => goTo(undefined)}
              onChange={goTo}
            />
          </Suspense>
        </div>
      }
    >
      <button
        type="button"
        className={styles.open}
        data-past={day ? true : undefined}
        aria-label={t('asOf.open', { day: day ? format.dayFull(day) : t('asOf.now') })}
      >
        {day ? (
          <span>
            <span className={styles.word}>{t('asOf.label')}</span> <b>{format.dayLong(day)}</b>
          </span>
        ) : (
          <AsOf />
        )}
      </button>
    </Popover>
  );
}
