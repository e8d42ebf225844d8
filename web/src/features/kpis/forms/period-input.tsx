import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { useToday } from '@/shared/lib/use-today';
import { DayInput } from '@/shared/ui/form/day-input';
import { seriesQuery } from '../api';
import type { Kpi } from '../wire';

interface PeriodInputProps {
  id?: string;
  /** First day of the period. */
  value?: string | null;
  onChange?: (value: string | null) => void;
  kpi: Kpi;
  unit: string | null;
}

/** Periods on offer reach this many years back. */
const yearsBack = 3;

/** A day, or one of the periods as the server's calendar cuts them: fiscal quarters and ISO weeks are its business. */
export function PeriodInput({ id, value, onChange, kpi, unit }: PeriodInputProps) {
  const { t } = useTranslation('kpis');
  const format = useFormat();
  const now = useToday();
  const from = `${Number(now.slice(0, 4)) - yearsBack}${now.slice(4)}`.replace('-02-29', '-02-28');
  const isByDay = kpi.frequency === 'day';
  const { data, isFetching } = useQuery({
    ...seriesQuery(kpi.code, { unit: unit ?? undefined, grain: kpi.frequency, from }),
    enabled: !isByDay,
  });
  const given = {
    ...(id ? { id } : {}),
    value: value ?? null,
    ...(onChange ? { onChange } : {}),
  };
  if (isByDay) return <DayInput {...given} />;
  const options = [...(data?.points ?? [])].reverse().map((point) => ({
    value: point.start,
    label:
      point.value === null
        ? format.period(point.start, point.end)
        : `${format.period(point.start, point.end)} · ${format.value(point.value, kpi)}`,
  }));
  return (
    <Select
      {...given}
      loading={isFetching}
      options={options}
      placeholder={t('record.choosePeriod')}
      showSearch={{ optionFilterProp: 'label' }}
    />
  );
}
