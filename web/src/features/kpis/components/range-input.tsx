import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dayAfter, dayBefore } from '@/shared/lib/days';
import { useToday } from '@/shared/lib/use-today';
import { namedRange, rangeNames } from '../ranges';
import styles from './kpi-page.module.css';

interface RangeInputProps {
  from: string | undefined;
  /** First day after. */
  to: string | undefined;
  onChange: (span: { from: string | undefined; to: string | undefined }) => void;
}

const wire = 'YYYY-MM-DD';

/** The span that is shown; empty leaves it to the grain. */
export function RangeInput({ from, to, onChange }: RangeInputProps) {
  const { t } = useTranslation('kpis');
  const now = useToday();
  const presets = useMemo(
    () =>
      rangeNames.map((name) => {
        const span = namedRange(name, now);
        return {
          label: t(`range.${name}`),
          value: [dayjs(span.from), dayjs(span.last)] as [dayjs.Dayjs, dayjs.Dayjs],
        };
      }),
    [now, t],
  );
  return (
    <DatePicker.RangePicker
      aria-label={t('series.range')}
      className={styles.range ?? ''}
      value={[from ? dayjs(from) : null, to ? dayjs(dayBefore(to)) : null]}
      placeholder={[t('range.from'), t('range.to')]}
      allowEmpty={[true, true]}
      presets={presets}
      onChange={(span) =>
        onChange({
          from: span?.[0]?.format(wire),
          to: span?.[1] ? dayAfter(span[1].format(wire)) : undefined,
        })
      }
    />
  );
}
