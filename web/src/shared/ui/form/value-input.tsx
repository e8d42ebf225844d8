import { InputNumber } from 'antd';
import type { ValueFormat } from '@/shared/lib/format';

interface ValueInputProps {
  id?: string;
  value?: number | null;
  onChange?: (value: number | null) => void;
  format: ValueFormat;
  unit?: string | null | undefined;
  isDisabled?: boolean;
  /** Its name, where no label of a form says it. */
  label?: string;
}

/** Enough digits for any value people type; ends the tail that binary fractions grow (0.845 × 100). */
const significantDigits = 12;

const round = (value: number) => Number(value.toPrecision(significantDigits));

/** A value in its own unit. Percents are typed as people say them, 84.5, and travel as ratios, 0.845. */
export function ValueInput({
  id,
  value,
  onChange,
  format,
  unit,
  isDisabled,
  label,
}: ValueInputProps) {
  const isPercent = format === 'percent';
  const shown =
    value === null || value === undefined ? null : round(isPercent ? value * 100 : value);
  return (
    <InputNumber<number>
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      value={shown}
      disabled={isDisabled ?? false}
      suffix={isPercent ? '%' : unit || null}
      style={{ width: '100%' }}
      onChange={(next) => onChange?.(next === null ? null : round(isPercent ? next / 100 : next))}
    />
  );
}
