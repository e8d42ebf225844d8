import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { perspectivesQuery } from '@/shared/api/refs';

interface PerspectiveSelectProps {
  /** Given by the form. */
  id?: string;
  value?: string | null;
  onChange?: (value: string | null) => void;
  placeholder?: string;
  isClearable?: boolean;
  /** The chosen one, which may be out of use by now. */
  current?: { code: string; name: string } | undefined;
}

/** A choice among the organisation's own perspectives, by their codes. */
export function PerspectiveSelect(props: PerspectiveSelectProps) {
  const { id, value, onChange, placeholder, isClearable, current } = props;
  const { data = [] } = useQuery(perspectivesQuery);
  const isMissing = current && !data.some(({ code }) => code === current.code);
  const options = isMissing ? [current, ...data] : data;
  return (
    <Select
      {...(id ? { id } : { 'aria-label': placeholder })}
      allowClear={isClearable ?? false}
      value={value ?? null}
      options={options.map(({ code, name }) => ({ value: code, label: name }))}
      placeholder={placeholder}
      onChange={(next) => onChange?.(next ?? null)}
    />
  );
}
