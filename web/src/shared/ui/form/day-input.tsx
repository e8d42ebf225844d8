import { DatePicker } from 'antd';
import dayjs from 'dayjs';

interface DayInputProps {
  id?: string;
  value?: string | null;
  onChange?: (value: string | null) => void;
  placeholder?: string;
}

/** A day of the calendar; travels as "2013-12-01". */
export function DayInput({ id, value, onChange, placeholder }: DayInputProps) {
  return (
    <DatePicker
      {...(id ? { id } : {})}
      {...(placeholder ? { placeholder } : {})}
      value={value ? dayjs(value) : null}
      style={{ width: '100%' }}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : null)}
    />
  );
}
