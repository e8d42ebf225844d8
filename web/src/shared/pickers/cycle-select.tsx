import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { cyclesQuery } from '@/shared/api/refs';
import { useFormat } from '@/shared/lib/use-format';

interface CycleSelectProps {
  id?: string;
  value?: string | null;
  onChange?: (value: string) => void;
  isDisabled?: boolean;
}

/** A cycle as a field of a form; closed ones take no new goals. */
export function CycleSelect({ id, value, onChange, isDisabled }: CycleSelectProps) {
  const format = useFormat();
  const { data = [] } = useQuery(cyclesQuery);
  return (
    <Select
      {...(id ? { id } : {})}
      value={value ?? null}
      disabled={isDisabled ?? false}
      options={data.map((cycle) => ({
        value: cycle.id,
        label: format.cycle(cycle),
        disabled: cycle.phase === 'closed' && cycle.id !== value,
      }))}
      onChange={(next) => next && onChange?.(next)}
    />
  );
}
